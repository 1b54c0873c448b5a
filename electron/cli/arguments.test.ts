// The arguments as a command, read in this process. What processes print and how they end is in cli.test.ts.
import { expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { COMMAND_NAMES } from '../system/command-names.ts';
import { parseCommand } from './arguments.ts';
import { helpOf } from './command-help.ts';
import { wantsJson } from './json-output.ts';

test('without a word it is help, and --help after a command is the help of that command, whatever else is wrong', () => {
  expect(parseCommand([])).toEqual({ name: 'help', about: 'help', json: false });
  expect(parseCommand(['help', 'compare'])).toEqual({ name: 'help', about: 'compare', json: false });
  expect(parseCommand(['run', '--frob', '-h'])).toEqual({ name: 'help', about: 'run', json: false });
  for (const name of COMMAND_NAMES)
    expect(parseCommand([name, '--json', '--help'])).toEqual({ name: 'help', about: name, json: true });
});

test.each([
  [['version', '--frob'], /unknown option/i],
  [['schema', 'more'], /too many arguments/i],
  [['help', 'frob'], /Name one command/],
  [['run', 'http://h/', '-c', '--json'], /'-c, --vus <count>' argument missing/],
  [['runs', '--trend', '--json'], /'--trend <name>' argument missing/],
  [['compare', 'a', 'b', '--fail-if', '--strict'], /'--fail-if <rule>' argument missing/],
])('%j is refused', (words, why) => {
  expect(() => parseCommand(words)).toThrow(why);
});

test('a command prints its own part of the help', () => {
  const merge = helpOf('merge');
  expect(merge).toContain('--align start');
  expect(merge).not.toContain('--fail-if');
  expect(merge).toContain('Exit codes');
  expect(helpOf('run')).toContain('--start-at');
  expect(helpOf('run')).toContain('--once');
  expect(helpOf('run')).not.toContain('runs --trend');
  expect(helpOf('calibrate')).toContain('--header');
  expect(COMMAND_NAMES.map(helpOf).every((text) => text.startsWith('Onrush:'))).toBe(true);
});

test('a plan file is read with all outputs', () => {
  const command = parseCommand(
    'run plan.json --env live --requests-csv r.csv.gz --timeseries-csv t.csv --summary s.json --report r.html --junit j.xml --markdown m.md --workers 2 --otlp http://127.0.0.1:4318 --part 2/5 --start-at 2999-01-01T00:00:00Z --secret-file .env -y -q'.split(
      ' ',
    ),
  );
  expect(command).toMatchObject({
    name: 'run',
    source: { kind: 'file', path: 'plan.json', environment: 'live' },
    output: {
      requestsCsv: 'r.csv.gz',
      timeseriesCsv: 't.csv',
      summary: 's.json',
      report: 'r.html',
      junit: 'j.xml',
      markdown: 'm.md',
      json: false,
      quiet: true,
      workers: 2,
      otlp: 'http://127.0.0.1:4318',
      part: { part: 1, parts: 5 },
      startAt: Date.parse('2999-01-01T00:00:00Z'),
      k6: null,
      yes: true,
      secretFile: '.env',
    },
  });
});

test.each([
  [['-n', '500', '-c', '20'], { model: 'iterations', iterations: 500, vus: 20 }],
  [['-d', '2s', '-c', '5'], { model: 'closed', stages: [{ duration: '2s', target: 5 }] }],
  [['-r', '0.5', '-d', '1m'], { model: 'open', stages: [{ duration: '1m', target: 0.5 }], maxVus: 100 }],
])('a URL with %j gives a plan with that load', (args, load) => {
  expect(parseCommand(['run', '--url', 'http://127.0.0.1/a?b', ...args])).toMatchObject({
    source: { kind: 'plan', plan: { name: 'GET 127.0.0.1/a', load, scenarios: [{ steps: [{ method: 'GET' }] }] } },
  });
});

test.each([
  'http://127.0.0.1:8080/a?b',
  '127.0.0.1:8080/a?b',
  'localhost/a',
  '[::1]:8080',
  'shop:8080',
  'HTTPS://bücher.example',
])('%s in the place of a plan file is a URL', (url) => {
  const named = parseCommand(['run', '--url', url, '-n', '5']);
  expect(parseCommand(['run', url, '-n', '5'])).toEqual(named);
  expect(named).toMatchObject({ source: { kind: 'plan' } });
  expect(parseCommand(['run', url, '--once'])).toMatchObject({ name: 'once', source: { kind: 'plan' } });
  expect(parseCommand(['calibrate', url])).toMatchObject({ source: { plan: { load: { model: 'closed' } } } });
  expect(parseCommand(['capacity', url, '--objective', 'p99 < 50ms'])).toMatchObject({ source: { kind: 'plan' } });
});

test.each(['plan.json', './127.0.0.1', 'C:\\plans\\a.json', 'C:/plans/a.json', 'shop.example', 'a:b.json'])(
  '%s is a file',
  (path) => {
    expect(parseCommand(['run', path])).toMatchObject({ source: { kind: 'file', path } });
  },
);

test('a body makes the request a POST, and headers are read as curl reads them', () => {
  const args = ['-n', '1', '--data', '-1', '-H', 'x-a: b: c', '-H', 'Accept:', '-H', 'x-empty;', '-H', 'User-Agent:'];
  expect(parseCommand(['run', '--url', 'http://127.0.0.1/', ...args])).toMatchObject({
    source: {
      plan: {
        scenarios: [{ steps: [{ method: 'POST', body: '-1', headers: { 'x-a': 'b: c', 'x-empty': '', 'User-Agent': '' } }] }],
      },
    },
  });
});

test.each([
  ['run --url http://127.0.0.1/ -n 1 --engine K6 --k6 /opt/k6', { output: { k6: { path: '/opt/k6' } } }],
  ['run --url http://127.0.0.1/ --once', { name: 'once', source: { plan: { load: { model: 'iterations', iterations: 1 } } } }],
  [
    'run plan.json --threshold p95<200ms --threshold errors<1%',
    { source: { kind: 'file', thresholds: ['p95<200ms', 'errors<1%'] } },
  ],
  ['run --url http://127.0.0.1/ -n 1 --threshold p95<1s', { source: { kind: 'plan', thresholds: ['p95<1s'] } }],
  ['calibrate', { source: null, json: false }],
  ['calibrate --url http://127.0.0.1/ --json', { source: { plan: { load: { model: 'closed' } } }, json: true }],
  ['runs -n 5 --trend Checkout', { options: { most: 5, trend: 'Checkout', json: false } }],
  ['report', { options: { run: 'latest', output: null } }],
  [
    'merge a.csv b.csv.gz --align start -o m.onrush',
    { options: { files: ['a.csv', 'b.csv.gz'], align: 'start', output: 'm.onrush' } },
  ],
  ['demo --port 8080 --json', { port: 8080, json: true }],
  ['completion fish', { shell: 'fish' }],
])('%s', (line, wanted) => {
  expect(parseCommand(line.split(' '))).toMatchObject(wanted);
});

test.each([
  ['exprt latest', /^There is no command "exprt"\. Did you mean export\? Use run, import, .* or version\.$/],
  ['run a.json b.json', /^Name one plan file at a time\.$/],
  ['run', /^Name a plan file, or give --url/],
  ['run plan.json --url http://127.0.0.1/', /not both/],
  ['run plan.json --frob', /^Unknown option '--frob'/i],
  ['run plan.json --summary', /summary.*argument/i],
  ['run plan.json --workers 0', /^--workers: "0" is not a whole number from 1 to 16\.$/],
  ['run plan.json --workers 2.5', /is not a whole number/],
  ['run plan.json --otlp ftp://a', /is not an address/],
  ['run plan.json --part 6/5', /is not a part/],
  ['run plan.json --engine wrk', /neither "onrush" nor "k6"/],
  ['run plan.json --k6 /opt/k6', /Add --engine k6/],
  ['run plan.json --engine k6 --part 1/2', /execution segments/],
  ['run plan.json --once --summary s.json', /writes no files of a run/],
  ['run plan.json --once --threshold p95<1s', /nothing for a threshold to judge/],
  ['run plan.json --thresholds p95<1s', /did you mean --threshold/i],
  ['calibrate --threshold p95<1s', /unknown option '--threshold'/i],
  ['run --url http://127.0.0.1/ -n 1 -d 1s', /cannot be combined/],
  ['run --url http://127.0.0.1/ -r 5', /needs a duration/],
  ['run http://127.0.0.1/ http://127.0.0.1/ -n 1', /not both/],
  ['run http://127.0.0.1/', /Say how much/],
  ['run --url http://127.0.0.1/ -r -5 -d 1s', /is not an arrival rate/],
  ['run --url http://127.0.0.1/ -n 1 --env live', /Leave it out with --url/],
  ['run --url ftp://a/ -n 1', /^--url: /],
  ['compare a', /^Name the run to compare with and the new one/],
  ['compare a b --fail-if p95>10', /is not a rule\. Write it as/],
  ['compare a b c d e f', /^At most 5 runs/],
  ['report latest -o a.pdf', /HTML or Markdown/],
  ['report a b', /^Too many arguments/],
  ['merge', /^Name the files to merge/],
  ['merge a.csv --align end', /neither "clock" nor "start"/],
  ['completion tcsh', /^Name one shell/],
  ['runs -n many', /-n|--most/],
  ['demo --port 65536', /^--port: /],
])('%s is refused in a sentence', (line, sentence) => {
  const read = (): unknown => parseCommand(line.split(' '));
  expect(read).toThrow(UserError);
  expect(read).toThrow(sentence);
});

test('series are added to a run from files, from a Prometheus server, or from both', () => {
  const prometheus = { url: 'http://127.0.0.1:9090', queries: [{ name: 'CPU', query: 'rate(cpu[1m])' }] };
  const asked = ['--series-prom', prometheus.url, '--query', 'CPU=rate(cpu[1m])'];
  expect(parseCommand(['series', 'latest', ...asked])).toEqual({
    name: 'series',
    options: { run: 'latest', files: [], prometheus, json: false },
  });
  expect(parseCommand(['series', 'latest', 'a.csv', ...asked])).toMatchObject({ options: { files: ['a.csv'], prometheus } });
  expect(parseCommand(['series', 'latest', 'a.csv'])).toMatchObject({ options: { files: ['a.csv'], prometheus: null } });
  expect(() => parseCommand(['series', 'latest'])).toThrow('Name a run and a file of figures');
  expect(() => parseCommand(['series', 'latest', 'a.csv', '--query', 'up'])).toThrow('--query is sent to a Prometheus server');
});

test.each([
  ['run --json', true],
  ['merge a.csv --json -q', true],
  ['capacity plan.json --json', true],
  ['capacity plan.json --json --quick', true],
  ['capacity plan.json --json result.json', false],
  ['runs', false],
])('%s prints errors for a machine: %s', (line, isJson) => {
  expect(wantsJson(line.split(' '))).toBe(isJson);
});
