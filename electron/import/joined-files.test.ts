// Files that contain several runs, and files changed by JMeter's settings or by hand.
import { openTestRuns } from '../store/test-history.ts';
import { beforeEach, expect, test } from 'vitest';
import type { RunStore } from '../store/run-store.ts';
import { AT, csv, lineOf, NAMES, readResults, TEN } from './test-results.ts';

let folder = '';
let runs: RunStore;

beforeEach(() => {
  ({ folder, runs } = openTestRuns());
});

const later = (lines: readonly string[], byMs: number): string[] =>
  lines.map((line) => line.replace(/^\d+/, (at) => String(Number(at) + byMs)));
const withoutUrl = (line: string): string => line.split(',').toSpliced(13, 1).join(',');
const backwards = (line: string): string => line.split(',').toReversed().join(',');

test.each([
  ['names with fewer columns', [...TEN, withoutUrl(NAMES), ...later(TEN, 5000).map(withoutUrl)]],
  ['names in another order', [...TEN, backwards(NAMES), ...later(TEN, 5000).map(backwards)]],
  ['rows with other line ends', [...TEN, ...later(TEN, 5000).map((line) => `${line}\r`)]],
])('a file continues with %s', async (_, lines) => {
  const { imported, rows } = await readResults(runs, folder, csv(lines));
  expect(imported).toMatchObject({ requests: 20, notes: [] });
  expect(rows[0]?.summary).toMatchObject({
    requests: { total: 20, failed: 0 },
    serviceTime: { min: 20, max: 20 },
    durationMs: 5920,
  });
});

test.each([
  ['names behind a cut line', `${AT + 5000},20,Ho${NAMES}`, 20],
  ['a row behind a cut line', `${AT + 5000},20,Ho${lineOf({ at: AT + 5500 })}`, 21],
  ['a row behind a cut moment', `17640${lineOf({ at: AT + 5500 })}`, 21],
])('%s', async (_, joint, requests) => {
  const { imported, rows } = await readResults(runs, folder, csv([...TEN, joint, ...later(TEN, 6000)]));
  expect(imported).toMatchObject({ requests, notes: ['Line 12 was cut off and is left out.'] });
  expect(rows[0]?.summary.durationMs).toBe(6920);
});

test.each(['#', '^', '~', '!', '::', '\u0001'])('the columns are separated by %j', async (delimiter) => {
  const { imported } = await readResults(runs, folder, csv(TEN).replaceAll(',', delimiter));
  expect(imported).toMatchObject({ requests: 10, notes: [] });
});

test('sub-results with their own URL are parts of the enclosing sample of their thread', async () => {
  const part = (number: number, at: number, elapsed: number, thread?: string): string =>
    lineOf({ at: AT + at, elapsed, label: `http://127.0.0.1:8080/${number}`, ...(thread === undefined ? {} : { thread }) });
  const { imported, rows } = await readResults(
    runs,
    folder,
    csv([
      part(0, 0, 40),
      lineOf({ elapsed: 90, label: 'Login' }),
      part(1, 40, 40),
      // The next part of the same thread, and a part of another thread.
      part(2, 90, 20),
      part(3, 50, 20, 'Users 1-2'),
    ]),
  );
  expect(imported.requests).toBe(3);
  expect(rows[0]?.plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual([
    'Login',
    'http://127.0.0.1:8080/2',
    'http://127.0.0.1:8080/3',
  ]);
});

test('every spelling of false by a spreadsheet is false', async () => {
  const words = ['false', 'FALSE', '0', 'no', 'true', '1', 'yes', 'TRUE'];
  const { rows } = await readResults(runs, folder, csv(words.map((success, number) => lineOf({ at: AT + number, success }))));
  expect(rows[0]?.summary.requests).toMatchObject({ succeeded: 4, failed: 4 });
});

test('a transaction without samples has no moment', async () => {
  const message = '"Number of samples in transaction : 0, number of failing samples : 0"';
  const { rows } = await readResults(runs, folder, csv([...TEN, lineOf({ at: 0, elapsed: 0, message })]));
  expect(rows[0]).toMatchObject({ startedAt: AT, summary: { requests: { total: 10 } } });
});

test('rows that represent several samples are named', async () => {
  const { imported } = await readResults(
    runs,
    folder,
    csv(
      TEN.map((line) => `${line},3`),
      `${NAMES},SampleCount`,
    ),
  );
  expect(imported.notes[0]).toMatch(/^10 rows stand for several samples each \(SampleCount\)/);
});

test('dates with the day first are read if dots show it, and refused if they are ambiguous', async () => {
  const dated = (write: (second: number) => string): string => csv(TEN.map((line, at) => line.replace(/^\d+/, () => write(at))));
  const { rows } = await readResults(
    runs,
    folder,
    dated((second) => `24.11.2025 16:00:0${second}`),
  );
  expect(rows[0]?.startedAt).toBe(new Date(2025, 10, 24, 16).getTime());
  await expect(
    readResults(
      runs,
      folder,
      dated((second) => `11/10/2025 16:00:0${second}`),
    ),
  ).rejects.toThrow(
    'Line 2, column “timeStamp”: “11/10/2025 16:00:00” may be read as several points in time, or as none. Write milliseconds since 1970, or dates such as 2025-11-24 16:00:00.000.',
  );
});

test('XML of early versions of JMeter is read', async () => {
  const sample = (at: number): string =>
    `<sampleResult timeStamp="${AT + at}" time="20" label="Home" responseCode="200" responseMessage="OK" threadName="Users 1-1" success="true"/>`;
  const { rows } = await readResults(runs, folder, `<testResults version="1.0">${sample(0)}${sample(100)}</testResults>`);
  expect(rows[0]?.summary).toMatchObject({ requests: { succeeded: 2 }, durationMs: 120 });
});
