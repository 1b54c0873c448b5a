// Files of metrics in practice: any order of columns, any delimiter, any format of time.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import type { PlacedSeries } from './place-series.ts';
import { readSeriesCsv } from './series-csv.ts';

const RUN = { startedAt: Date.parse('2026-11-29T12:00:00Z'), durationMs: 10_000 };
const CPU = { name: 'cpu', at: [0, 1000, 2000], values: [40, 99.5, 100], isPercent: true };

async function read(text: string | Uint8Array, run = RUN): Promise<PlacedSeries> {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-series-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'db.csv');
  writeFileSync(path, text);
  return await readSeriesCsv(path, 'db.csv', run);
}

async function refusal(text: string): Promise<string> {
  const error: unknown = await read(text).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`Not refused: ${String(error)}`);
  return error.failure.message;
}

const EPOCH = RUN.startedAt;

test.each([
  [
    'ISO 8601',
    `time,name,value\n2026-11-29T12:00:00Z,cpu,40\n2026-11-29T12:00:01.000+00:00,cpu,99.5\n2026-11-29 13:00:02+0100,cpu,100\n`,
  ],
  [
    'seconds since 1970',
    `time,name,value\n${EPOCH / 1000},cpu,40\n${EPOCH / 1000 + 1}.0,cpu,99.5\n${EPOCH / 1000 + 2},cpu,100\n`,
  ],
  ['ms since 1970', `Timestamp,Metric,Value\n${EPOCH},cpu,40\n${EPOCH + 1000},cpu,99.5\n${EPOCH + 2000},cpu,100\n`],
  ['seconds from the start, another order', 'value,time,name\n40,0,cpu\n99.5,1,cpu\n100,2,cpu\n'],
  ['minutes and seconds', 'time,name,value\n0:00,cpu,40\n0:01.0,cpu,99.5\n0:00:02,cpu,100\n'],
  ['durations', 'time,name,value\n0s,cpu,40\n1000ms,cpu,99.5\n2 s,cpu,100\n'],
  ['semicolons and decimal commas', '\uFEFFtime;name;value\r\n0;cpu;40\r\n1;cpu;99,5\r\n2;cpu;100\r\n'],
  ['tabs, quotes, other columns', '"time"\t"host"\t"name"\t"value"\n0\ta\t"cpu"\t40\n1\ta\tcpu\t99.5\n2\ta\tcpu\t100'],
  ['signs of percent, gaps, no order', 'sep=,\ntime,name,value\n2,cpu,100 %\n0,cpu,40%\n1,cpu,99.5%\n3,cpu,\n4,cpu,NaN\n'],
])('%s', async (_, text) => {
  expect(await read(text)).toEqual({ series: [CPU], notes: [] });
});

test('a packed file with several series is read, and series without names get that of the file', async () => {
  const { series } = await read(gzipSync('time,name,value\n0,b,1\n1,a,2\n9,b,3\n9,a,4\n'));
  expect(series.map(({ name, at, isPercent }) => ({ name, at, isPercent }))).toEqual([
    { name: 'a', at: [1000, 9000], isPercent: false },
    { name: 'b', at: [0, 9000], isPercent: false },
  ]);
  expect((await read('time,value\n0,1\n9,2\n')).series[0]?.name).toBe('db');
});

test('a half-written last line is left out, and so are lines without a time or a number', async () => {
  const half = await read('time,name,value\n0,cpu,40\n1,cpu,99.5\n2,cpu,100\n3,cp');
  expect(half).toEqual({ series: [CPU], notes: ['Line 5, the last one, is incomplete and was left out.'] });
  expect((await read('time,name,value\n0,cpu,40\n1,cpu,99.5\n2,cpu,100\n3,cpu,')).notes).toEqual(half.notes);
  const odd = await read('time,name,value\n0,cpu,40\nsoon,cpu,1\n1,cpu,99.5\n1,cpu,many\n2,cpu,100\n');
  expect(odd).toEqual({ series: [CPU], notes: ['In line 3, "soon" is not a time. It and 1 more were left out.'] });
});

test('a date without a zone is in the zone of this computer, or else in UTC', async () => {
  const run = { ...RUN, startedAt: new Date(2026, 10, 29, 12).getTime() };
  const text = 'time,name,value\n2026-11-29 12:00:00,cpu,40\n2026-11-29 12:00:09,cpu,99\n';
  expect(await read(text, run)).toMatchObject({ series: [{ at: [0, 9000] }], notes: [] });
  expect((await read(text)).series).toMatchObject([{ at: [0, 9000] }]);
});

test('it says which points are outside of the run, and which part of the run has none', async () => {
  const long = { ...RUN, durationMs: 600_000 };
  const text = `time,name,value\n${EPOCH / 1000 - 300},cpu,1\n${EPOCH / 1000},cpu,2\n${EPOCH / 1000 + 300},cpu,3\n`;
  expect((await read(text, long)).notes).toEqual([
    '1 of its 3 points lies outside the run and was left out.',
    "“cpu” covers 0:00 to 5:00 of the run's 10:00; if it should cover all of it, the clocks may differ.",
  ]);
});

test.each([
  ['', 'It is empty.'],
  ['a,b\n1,2\n', 'Its first line names no column "time" and "value". Begin it with: time,name,value'],
  ['time,name\n1,2\n', 'Its first line names no column "value". Begin it with: time,name,value'],
  ['time,name,value\n', 'There is no line below the names of its columns.'],
  ['time,name,value\n1,cpu,many\n', 'In line 2, "many" is not a number.'],
  [
    'time,name,value\n2026-11-29T12:05:10Z,cpu,1\n2026-11-29T12:06:00Z,cpu,1\n',
    'It begins 5 min after the run ended, so it does not overlap the run. Do the clocks or their time zones differ?',
  ],
  [
    'time,name,value\n2026-11-29T11:50:00Z,cpu,1\n2026-11-29T11:58:00Z,cpu,1\n',
    'It ends 2 min before the run began, so it does not overlap the run. Do the clocks or their time zones differ?',
  ],
  [
    'time,name,value\n2026-11-29T11:59:30Z,cpu,1\n2026-11-29T12:00:30Z,cpu,1\n',
    'None of its points lies within the run, which took 10 s: the points are further apart than that.',
  ],
])('%j is refused: %s', async (text, why) => {
  expect(await refusal(text)).toBe(`db.csv cannot be read as a series. ${why}`);
});
