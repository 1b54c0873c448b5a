import { expect, test } from 'vitest';
import { succeed, type Result } from '../../../../shared/errors.ts';
import { EVERYTHING, type SamplePage } from '../../../../shared/sample-query.ts';
import { PageReader } from './page-reader.ts';
import { firstSort } from './request-sort.ts';

const QUESTION = { runId: 'run', filter: EVERYTHING, sort: firstSort('closed') };

function pageOf(total: number, offset: number, limit: number): Result<SamplePage> {
  const count = Math.max(0, Math.min(limit, total - offset));
  const seq = Uint32Array.from({ length: count }, (_, at) => offset + at + 1);
  const figures = new Float64Array(count);
  const codes = new Uint16Array(count);
  const bytes = new Uint8Array(count);
  const times = { dueAt: figures, queueDelay: figures, service: figures, response: figures };
  const iteration = new Uint32Array(count);
  const rows = {
    seq,
    iteration,
    ...times,
    bytesIn: figures,
    step: codes,
    sender: codes,
    status: codes,
    vu: codes,
    outcome: bytes,
    warmup: bytes,
  };
  return succeed({ total, of: total, offset, longestResponse: 0, rows });
}

/** Replies when the test permits it. */
function slowReader(total: number) {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  let changes = 0;
  const reader = new PageReader(
    QUESTION,
    (_, offset, limit) => {
      asked.push(offset);
      return new Promise((resolve) => waiting.push(() => resolve(pageOf(total, offset, limit))));
    },
    () => (changes += 1),
  );
  const answer = async (): Promise<void> => {
    waiting.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { reader, asked, answer, changes: () => changes };
}

test('it asks for one page at a time, and first for the beginning, which says how many there are', async () => {
  const { reader, asked, answer } = slowReader(1_000_000);
  reader.want(0, 20);
  reader.want(500_000, 500_020);
  expect(asked).toEqual([0]);
  expect(reader.answer).toBeNull();
  await answer();
  expect(reader.answer?.total).toBe(1_000_000);
  // Pages that were scrolled past in the meantime are never requested.
  expect(asked).toEqual([0, 500_000]);
  await answer();
  const place = reader.row(500_003);
  expect(place?.rows.seq[place.at]).toBe(500_004);
  expect(reader.row(700_000)).toBeNull();
});

test('rows next to the visible ones are read ahead, and nothing beyond the ends', async () => {
  const { reader, asked, answer } = slowReader(500);
  reader.want(300, 320);
  for (let turn = 0; turn < 5; turn += 1) await answer();
  expect(asked).toEqual([0, 200, 400]);
});

test('a reader that was stopped changes nothing any more', async () => {
  const { reader, answer, changes } = slowReader(10);
  reader.want(0, 10);
  reader.stop();
  await answer();
  expect([changes(), reader.answer]).toEqual([0, null]);
});
