// Runs as files and as gates, by the command line: what CI does with them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory, type OpenHistory } from '../app/history.ts';
import { runCommand, type Ended } from './test-command.ts';
import { csv, lineOf, readResults, AT } from '../import/test-results.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-runs-'));
  const opened = openHistory(join(folder, 'data'), () => undefined);
  if (!opened.ok) throw new Error(opened.failure.message);
  const history: OpenHistory = opened.value;
  // 2,000 requests of about 20 ms, the same again, and as many of about 40 ms.
  for (const [name, elapsed] of Object.entries({ base: 20, again: 20, slow: 40 })) {
    const lines = Array.from({ length: 2000 }, (_, at) => lineOf({ at: AT + 10 * at, elapsed: elapsed + (at % 7) }));
    await readResults(history.runs, folder, csv(lines), `${name}.jtl`);
  }
  await history.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function onrush(...args: readonly string[]): Promise<Ended> {
  return runCommand(args, { folder });
}

test('a run is written to a file, and compared with another one by a gate', async () => {
  expect(await onrush('export', 'base', '-o', 'base.onrush')).toMatchObject({ code: 0, stderr: '' });
  const slower = await onrush(
    'compare',
    'base.onrush',
    'slow',
    '--fail-if',
    'p95 > +10%',
    '--fail-if',
    'error_rate > +1%',
    '--junit',
    'gate.xml',
  );
  expect(slower.code).toBe(99);
  expect(slower.stdout).toMatch(/slow is slower/);
  expect(slower.stdout).toMatch(/FAILED {2}p95 > \+10%: p95 .* the change is beyond the limit/);
  expect(readFileSync(join(folder, 'gate.xml'), 'utf8')).toMatch(/tests="2" failures="1"/);
  const same = await onrush('compare', 'base.onrush', 'again', '--fail-if', 'p95 > +10%', '--json');
  expect(same.code).toBe(0);
  expect(JSON.parse(same.stdout).gates).toMatchObject([{ rule: 'p95 > +10%', state: 'passed' }]);
});

test('runs of this history are compared in place, with the same result as their copies', async () => {
  const [stored, copied] = [
    await onrush('compare', 'base', 'slow', '--json'),
    await onrush('compare', 'base.onrush', 'slow', '--json'),
  ];
  expect([stored.code, stored.stderr, stored.stdout]).toEqual([0, '', copied.stdout]);
});

test('the runs are listed, the newest first, and written in every form', async () => {
  const list: { name: string }[] = JSON.parse((await onrush('runs', '--json')).stdout);
  expect(list.map(({ name }) => name).toSorted()).toEqual(['again', 'base', 'slow']);
  const lines = (await onrush('runs')).stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines)
    expect(line).toMatch(
      /^[\da-f]{8} {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}\w+ #1 +Completed {2}2,000 requests {2}[\d.]+\/s, p95 [\d.]+ ms/,
    );
  for (const name of ['report.html', 'summary.json', 'summary.md', 'junit.xml', 'requests.csv', 'timeseries.csv']) {
    expect(await onrush('export', 'slow #1', '-o', name)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder, name))).toBe(true);
  }
  expect(readFileSync(join(folder, 'requests.csv'), 'utf8').trim().split('\n')).toHaveLength(2001);
});

test.each([
  [['compare', 'base'], /Name the run to compare with and the new one/],
  [['compare', 'base', 'nobody'], /There is no run "nobody" in the history/],
  [['compare', 'base', 'slow', '--fail-if', 'p95 > 10'], /"p95 > 10" is not a rule\. Write it as "p95 > \+10%"/],
  [['export', 'base', '-o', 'run.what'], /It is not clear what run\.what should contain/],
  [['export', 'base'], /Name the file with -o/],
])('%j ends with a sentence and exit code 2 or 1', async (args, sentence) => {
  const { code, stderr } = await onrush(...args);
  expect(stderr).toMatch(sentence);
  expect([1, 2]).toContain(code);
});

test('a report is a page or Markdown, for the newest run or for a run file', async () => {
  expect((await onrush('export', 'again', '-o', 'again.onrush', '--json')).stdout).toMatch(/"file":"again.onrush"/);
  expect(await onrush('report', 'again.onrush', '-o', 'again.md')).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(folder, 'again.md'), 'utf8')).toContain('again');
  const { code, stdout } = await onrush('report', '--json');
  expect(code).toBe(0);
  const { file } = JSON.parse(stdout);
  expect(readFileSync(join(folder, file), 'utf8')).toMatch(/^<!doctype html>/i);
  expect(await onrush('report', 'again', '-o', 'again.pdf')).toMatchObject({ code: 2 });
});

test('runs with the same name make a trend', async () => {
  expect((await onrush('runs', '--trend', 'again', '-n', '5')).stdout).toMatch(/p95.*\n.*\n\nA band needs three runs/);
  expect(JSON.parse((await onrush('runs', '--trend', 'again', '--json')).stdout)).toMatchObject({
    runs: [{ name: 'again' }],
    outside: [],
  });
  expect(await onrush('runs', '--trend', 'nobody')).toMatchObject({ code: 2 });
});

test('the list counts the requests of a run whose process was killed, and not what its last summary said', async () => {
  const database = new DatabaseSync(join(folder, 'data', 'onrush.db'));
  database.exec(
    "UPDATE runs SET state = 'running', owner_pid = 0, heartbeat_at = 0, summary = json_set(summary, '$.requests.total', 1) WHERE name LIKE 'slow%'",
  );
  database.close();
  const listed = await onrush('runs', '--json');
  const runs: unknown = JSON.parse(listed.stdout);
  expect(runs).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        state: 'interrupted',
        summary: expect.objectContaining({ requests: expect.objectContaining({ total: 2000 }) }),
      }),
    ]),
  );
});
