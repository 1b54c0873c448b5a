// Rows that are kept come back as they were, whether they lie in memory or in a file, and a file is read again if they cannot be kept.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OUTCOMES } from '../../shared/outcome.ts';
import { PARTS } from '../../shared/plan/sent-steps.ts';
import { CONNECTION_USE } from '../../shared/sample.ts';
import { jtlThread, type ResultRequest } from './imported-request.ts';
import { placeInTime } from './jtl-times.ts';
import { KeptPieces } from './kept-pieces.ts';
import { KeptRows } from './kept-rows.ts';
import { openResultFile, readToEnd } from './result-file.ts';
import { AT, csv, lineOf, WATCH } from './test-results.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-kept-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = fc.oneof(fc.constantFrom('', 'Users 1-7', 'Grüße 🌍'), fc.string());
const time = fc.oneof(fc.double({ min: 0, max: 1e6 }), fc.constant(Number.NaN));
const size = fc.oneof(fc.nat(), fc.constantFrom(0, Number.NaN));
const phase = fc.oneof(fc.float({ min: 0, max: 1e5 }), fc.constant(Number.NaN));
const request: fc.Arbitrary<ResultRequest> = fc
  .record({
    startedAt: fc.double({ min: AT, max: AT + 1e6 }),
    thread: text,
    label: text,
    method: fc.constantFrom('GET', 'POST'),
    url: text,
    vu: fc.option(fc.nat(70_000)),
    iteration: fc.option(fc.nat()),
    times: fc.tuple(time, time, time, time),
    isOwn: fc.boolean(),
    elapsed: fc.double({ min: 0, max: 1e6, noNaN: true }),
    latency: fc.double({ min: -5, max: 1e6 }),
    phases: fc.tuple(phase, phase, phase, phase, phase),
    flags: fc.tuple(fc.boolean(), fc.boolean()),
    protocol: fc.constantFrom(0, 1),
    texts: fc.tuple(text, text, text, text),
    bytesIn: size,
    bytesOut: size,
    status: fc.constantFrom(0, 200, 503),
    outcome: fc.constantFrom(...OUTCOMES),
    error: fc.option(fc.record({ code: text, message: text })),
    samples: fc.nat(5),
    kind: fc.constantFrom('request' as const, 'part' as const, 'sum' as const),
    generator: fc.constantFrom(null, 'trusted' as const, 'strained' as const, 'suspect' as const),
    part: fc.constantFrom(...PARTS),
    seq: fc.nat(),
  })
  .map(({ times, isOwn, elapsed, latency, phases, flags, texts, ...one }) => {
    const [dueAt, sentAt, firstByteAt, endedAt] = times;
    const [blocked, dns, connecting, tlsHandshaking, sending] = phases;
    const [isReused, isWarmup] = flags;
    const use = isReused ? CONNECTION_USE.reused : CONNECTION_USE.resumed;
    const [remote, dataRow, sender, runId] = texts;
    const known = isOwn ? { elapsed: Number.NaN, latency: Number.NaN } : { elapsed, latency };
    const all = { ...one, ...jtlThread(one.thread), dueAt, sentAt, firstByteAt, endedAt, ...known, step: null };
    if (!isOwn) placeInTime(all, AT);
    return { ...all, blocked, dns, connecting, tlsHandshaking, sending, use, isWarmup, remote, dataRow, sender, runId };
  })
  // What reads files takes an apostrophe from the name of a thread before a formula.
  .filter(({ thread }) => jtlThread(thread).thread === thread);

test('every field of every row comes back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 30 }), async (requests) => {
      const kept = new KeptRows(folder);
      for (const one of requests) kept.add(one);
      expect(kept.finish(1)).toBe(true);
      const read: ResultRequest[] = [];
      await readToEnd(
        kept.read(
          WATCH,
          () => AT,
          (one, number) => (read[number] = { ...one }),
        ),
      );
      expect(read).toEqual(requests);
      kept.close();
    }),
    { numRuns: 200 },
  );
});

test('many pieces lie in a file that has no name, and come back in order any number of times', () => {
  const pieces = new KeptPieces(folder);
  for (let at = 0; at < 12; at += 1) pieces.add(new Uint8Array(200_000).fill(at));
  expect(readdirSync(folder)).toEqual([]);
  const read = (): number[] =>
    Array.from(pieces.all(), (piece) => (piece.every((byte) => byte === piece[0]) ? (piece[0] ?? -1) : -1));
  const inOrder = Array.from({ length: 12 }, (_, at) => at);
  expect([read(), read()]).toEqual([inOrder, inOrder]);
  pieces.close();
  expect(pieces.isWhole).toBe(true);
});

test.each([true, false])('a large file is read the same if its rows could be kept (%s)', async (isThere) => {
  const path = join(folder, 'large.jtl');
  const label = (at: number): string => `Page ${at}${' of the shop'.repeat(12)}`;
  const lines = Array.from({ length: 40_000 }, (_, at) => lineOf({ at: AT + at, elapsed: (at * 7919) % 1000, label: label(at) }));
  writeFileSync(path, csv(lines));
  const rows = join(folder, 'rows');
  if (isThere) mkdirSync(rows);
  const sums = [0, 0];
  const sumTo =
    (place: number) =>
    ({ sentAt, endedAt, label }: ResultRequest): void => {
      sums[place] = (sums[place] ?? 0) + (endedAt - sentAt) * Number.parseInt(label.slice(5), 10);
    };
  const file = await openResultFile(path, { reading: WATCH, handleRow: sumTo(0), folder: rows });
  // What was kept is all that a second reading needs.
  if (isThere) rmSync(path);
  await readToEnd(file.read(WATCH, () => AT, sumTo(1)));
  expect(sums[1]).toBe(sums[0]);
  expect(sums[0]).toBeGreaterThan(0);
  expect(existsSync(rows) && readdirSync(rows)).toEqual(isThere && []);
  file.close();
});
