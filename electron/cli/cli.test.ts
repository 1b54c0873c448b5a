// The command line as a process: exit codes, what is on stdout and what on stderr, and its files.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedPort, startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { endOf, startCommand, type Ended } from './test-command.ts';
import type { SummaryFile } from '../../shared/summary.ts';

let folder: string;
let target: TestTarget;
let count = 0;
const STATUS: Readonly<Record<string, number>> = { '/bad': 500 };
/** It waits for ten seconds, so it begins before all tests, with its own history. */
let refused: Promise<Ended>;
let busy: TestTarget;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-cli-'));
  target = await startHttpTarget((request, response) => {
    count += 1;
    setTimeout(() => response.writeHead(STATUS[request.url ?? ''] ?? 200).end('ok'), request.url === '/slow' ? 60_000 : 2);
  });
  const own = join(folder, 'refused');
  mkdirSync(own);
  busy = await startHttpTarget((_request, response) => response.writeHead(503).end());
  refused = endOf(startCommand(['run', '--url', busy.url, '-d', '30s', '-r', '20'], { folder: own }));
});

afterAll(async () => {
  await Promise.allSettled([refused, target.close()]);
  await busy.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `isTime` is called repeatedly; once it returns true, Ctrl-C is sent. */
async function onrush(args: readonly string[], isTime: () => boolean = () => false): Promise<Ended> {
  const child = startCommand(args, { folder });
  const timer = setInterval(() => {
    if (!isTime()) return;
    clearInterval(timer);
    child.kill('SIGINT');
  }, 20);
  const ended = await endOf(child);
  clearInterval(timer);
  return ended;
}

function planFile(name: string, plan: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof plan === 'string' ? plan : JSON.stringify(plan));
  return path;
}

function plan(rest: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    version: 1,
    scenarios: [{ steps: [{ url: target.url }] }],
    load: { model: 'iterations', iterations: 50, vus: 5 },
    ...rest,
  };
}

function rowsIn(path: string): number {
  return readFileSync(path, 'utf8').trimEnd().split('\r\n').length - 1;
}

test('a run writes its summary, its rows and a readable text, and exits 0', async () => {
  const before = count;
  const csv = join(folder, 'a.csv');
  const series = join(folder, 'a-series.csv');
  const json = join(folder, 'a.json');
  const report = join(folder, 'a.html');
  const path = planFile('a.plan.json', plan({ thresholds: ['p(99) < 10000', 'error_rate < 0.01'] }));
  const { code, stdout, stderr } = await onrush([
    'run',
    path,
    '--requests-csv',
    csv,
    '--timeseries-csv',
    series,
    '--summary',
    json,
    '--report',
    report,
  ]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Completed');
  expect(stdout).toContain('passed  error_rate < 0.01');
  expect(count - before).toBe(50);
  expect(rowsIn(csv)).toBe(50);
  expect(rowsIn(series)).toBeGreaterThan(0);
  expect(readFileSync(report, 'utf8')).toMatch(/^<!doctype html>[^]*Every one of 50 requests is a dot/);
  expect(stdout).toMatch(/^Generator {5}\S/m);
  const summary = JSON.parse(readFileSync(json, 'utf8')) as SummaryFile;
  expect(summary).toMatchObject({
    state: 'completed',
    requests: { total: 50, succeeded: 50, failed: 0 },
    outcomes: { ok: 50 },
    statusCodes: { 200: 50 },
    iterations: { scheduled: 50, started: 50, dropped: 0 },
    thresholds: [{ passed: true }, { expression: 'error_rate < 0.01', actual: 0, passed: true }],
  });
  expect(Object.keys(summary.serviceTime)).toEqual(['min', 'mean', 'p50', 'p75', 'p90', 'p95', 'p99', 'p99.9', 'max']);
});

test('a broken threshold exits 99', async () => {
  const path = planFile('b.json', plan({ thresholds: ['p(50) < 10000'] }));
  const { code, stdout } = await onrush(['run', path, '--threshold', 'median<1us', '--threshold', 'errors < 1%']);
  expect(code).toBe(99);
  expect(stdout).toMatch(/passed {2}p\(50\) < 10000.*\n.*FAILED {2}median<1us.*\n.*passed {2}errors < 1%/);
});

test('a target that is down exits 1 and says so', async () => {
  const port = await closedPort();
  const { code, stderr } = await onrush(['run', '--url', `http://127.0.0.1:${port}/`, '-n', '3', '--quiet']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/The run failed\. No request got a response: No server is listening on 127\.0\.0\.1/);
});

test('a reader that stops reading the output does not end the run', async () => {
  const json = join(folder, 'unread.json');
  const child = startCommand(['run', '--url', target.url, '-n', '3', '--summary', json], { folder });
  child.stdout?.destroy();
  const { code, stderr } = await endOf(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ requests: { succeeded: 3 } });
});

test('the options for a single request reach the server', async () => {
  const json = join(folder, 'c.json');
  const args = [
    'run',
    '--url',
    `${target.url}bad`,
    '-X',
    'PUT',
    '-H',
    'x-a: b: c',
    '--data',
    'hi',
    '-c',
    '2',
    '-n',
    '4',
    '--summary',
    json,
    '-q',
  ];
  const { code, stdout } = await onrush(args);
  expect([code, stdout]).toEqual([0, '']);
  const { plan: sent, statusCodes } = JSON.parse(readFileSync(json, 'utf8')) as SummaryFile;
  expect(sent.scenarios[0]?.steps[0]).toMatchObject({ method: 'PUT', headers: { 'x-a': 'b: c' }, body: 'hi' });
  expect(statusCodes).toEqual({ 500: 4 });
});

test('Ctrl-C stops with grace, writes whole files and exits 130', async () => {
  const before = count;
  const json = join(folder, 'd.json');
  const csv = join(folder, 'd.csv');
  const args = ['run', '--url', target.url, '-c', '2', '-d', '1m', '--summary', json, '--requests-csv', csv];
  const { code, stdout } = await onrush(args, () => count > before + 50);
  expect(code).toBe(130);
  expect(stdout).toContain('Stopped');
  const summary = JSON.parse(readFileSync(json, 'utf8')) as SummaryFile;
  expect(summary.state).toBe('stopped');
  expect(rowsIn(csv)).toBe(summary.requests.total);
  expect(summary.requests.total).toBeGreaterThan(0);
});

test.each([
  [['run'], /Name a plan file, or give --url/],
  [['run', '--url', 'htp:/localhost', '-n', '1'], /begins with http:\/\/ or https:\/\//],
  [['run', '--url', 'http://127.0.0.1/', '-n', '0'], /-n: "0" is not a whole number from 1/],
  [['run', '--url', 'http://127.0.0.1/', '-n', '5', '-c', '-1'], /-c/],
  [['run', '--url', 'http://127.0.0.1/', '-d', '3'], /did you mean 3s or 3ms/],
  [['run', '--url', 'http://127.0.0.1/', '-d', '10 parsecs'], /"10 parsecs" is not a duration/],
  [['run', '--url', 'http://127.0.0.1/', '-r', '5'], /-r needs a duration/],
  [['run', '--url', 'http://127.0.0.1/'], /Say how much/],
  [['run', '--url', 'http://127.0.0.1/', '-n', '1', '-H', 'nocolon'], /is not a header/],
  [['run', '--url', 'http://127.0.0.1/', '-n', '1', '--frobnicate'], /--frobnicate/],
  [
    ['run', '--url', 'http://127.0.0.1/', '-n', '1', '--summary', '/no/such/folder/s.json'],
    /there is no folder \/no\/such\/folder/,
  ],
  [['run', '--url', 'http://127.0.0.1/', '-n', '1', '--threshold', 'p95 <'], /^--threshold "p95 <": Column 6: /],
  [['run', '/no/such/plan.json'], /There is no file \/no\/such\/plan\.json/],
  [['merge', '/dev/null'], /\/dev\/null is not a regular file, and results are read more than once/],
  [['run', '--url', 'http://127.0.0.1/', '-n', '1', '--workers', '17'], /--workers: "17" is not a whole number from 1 to 16/],
  [['run', '--url', 'http://127.0.0.1/', '-n'], /Option '-n, --iterations <count>' argument missing/],
  [['fly'], /There is no command "fly"/],
  [['exprt', 'latest'], /There is no command "exprt"\. Did you mean export\?/],
  [['demo', '--port', '99999'], /--port: "99999"/],
] as const)('%j is refused with exit code 2 and nothing on stdout', async (args, sentence) => {
  const { code, stdout, stderr } = await onrush(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('with --json an error is JSON on stdout too', async () => {
  const { code, stdout, stderr } = await onrush(['run', '/no/such/plan.json', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({ error: { code: 'plan_invalid', message: stderr.trimEnd() } });
});

test('the value of an option may begin with a dash', async () => {
  const json = join(folder, 'dash.json');
  const args = ['run', '--url', target.url, '-X', 'POST', '-n', '1', '--data', '--b\r\n', '--summary', json, '-q'];
  expect(await onrush(args)).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ plan: { scenarios: [{ steps: [{ body: '--b\r\n' }] }] } });
});

test('a plan that is not UTF-8 is refused, and one that PowerShell wrote is read', async () => {
  const text = JSON.stringify(plan({ name: 'Stra\u00dfe' }));
  const path = join(folder, 'encoded.json');
  writeFileSync(path, Buffer.from(text, 'latin1'));
  expect(await onrush(['run', path])).toMatchObject({ code: 2, stderr: expect.stringMatching(/not UTF-8 text/) });
  writeFileSync(path, Buffer.from(`\uFEFF${text}`, 'utf16le'));
  expect(await onrush(['run', path])).toMatchObject({ code: 0 });
});

test.each([
  ['{"info":{},"item":[]}', /This is a Postman collection/],
  [
    {
      version: 1,
      scenarios: [{ steps: [{ url: 'http://127.0.0.1/{{id}}' }] }],
      load: { model: 'iterations', iterations: 1, vus: 1 },
    },
    /Nothing fills in \{\{id\}\}/,
  ],
  ['{', /not valid JSON/],
  [{ version: 3 }, /version 3; this Onrush reads version 2/],
  [{ version: 1, scenarios: [], load: { model: 'iterations', iterations: 1, vus: 1 } }, /at least one scenario/],
  [{ version: 1, surprise: true }, /surprise/],
] as const)('the plan %j is refused with a sentence', async (bad, sentence) => {
  const { code, stdout, stderr } = await onrush(['run', planFile('bad.json', bad)]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
});

test('the JSON Schema is printed', async () => {
  const { code, stdout } = await onrush(['schema']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    title: 'Onrush plan',
    required: expect.arrayContaining(['version', 'scenarios', 'load']) as string[],
  });
});

test('a public host is refused with a sentence and exit code 2, and nothing is run', async () => {
  const csv = join(folder, 'public.csv');
  const { code, stdout, stderr } = await onrush(['run', '--url', 'http://203.0.113.9/', '-n', '100', '--requests-csv', csv]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    'Send 100 requests to 203.0.113.9? It is a public address. Up to 1 at once, as fast as the responses come. Only test systems that you are authorised to test. Add --yes to send, and to remember this host.\n',
  );
  expect(existsSync(csv)).toBe(false);
});

test('a run that a refusing server ended is not a success', async () => {
  const { code, stdout, stderr } = await refused;
  expect(stdout).toContain('Stopped');
  expect([code, stderr]).toEqual([1, 'Stopped: only 503 for 10 s. The server is throttling.\n']);
}, 60_000);

test('Ctrl-C while steps before the run wait ends it at once, and nothing of it is kept', async () => {
  const heard = count;
  const path = planFile('waiting.json', { ...plan(), version: 2, before: [{ url: `${target.url}slow` }] });
  const { code, stderr } = await onrush(['run', path], () => count > heard);
  expect([code, stderr]).toEqual([130, 'The run was stopped before it began, so nothing of it is kept.\n']);
});

test('an environment gives its values, and a missing one is refused with the names of the others', async () => {
  const steps = [{ url: '{{base}}', checks: [{ status: 200 }] }];
  const environments = { live: { base: target.url }, down: { base: 'http://127.0.0.1:1/' } };
  const path = planFile('environments.json', {
    ...plan(),
    version: 2,
    environments,
    scenarios: [{ steps }],
    environment: 'down',
  });
  const summary = join(folder, 'environment.json');
  const { code, stdout } = await onrush(['run', path, '--env', 'live', '--summary', summary]);
  expect([code, stdout]).toEqual([0, expect.stringContaining('environment live')]);
  const { plan: sent, requests } = JSON.parse(readFileSync(summary, 'utf8')) as SummaryFile;
  expect([sent.environment, requests.succeeded]).toEqual(['live', 50]);
  const unknown = await onrush(['run', path, '--env', 'prod']);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/“prod”.*“live”/)]);
});
