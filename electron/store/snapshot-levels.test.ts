import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exampleHealth, examplePlan, exampleSnapshot, summaryOf } from '../../shared/test-example-run.ts';
import { Histogram } from '../../shared/histogram.ts';
import { allocateDots, SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import { MOST_COLUMNS } from '../../shared/snapshot-columns.ts';
import { pack } from '../../shared/wire.ts';
import { openDatabase, type Database } from './database.ts';
import { RunStore } from './run-store.ts';
import { joinSlots, levelFor, SnapshotLevels } from './snapshot-levels.ts';
import { storedSnapshots } from './test-stored-rows.ts';

let folder = '';
let database: Database;
let store: RunStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-levels-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  store = new RunStore(database, { onWriteError: ({ message }) => expect.unreachable(message) });
  store.insert({ id: 'a', name: 'A', planId: null, plan: examplePlan(), startedAt: 1_790_000_000_000 });
});
afterEach(() => {
  store.close();
  database.close();
  rmSync(folder, { recursive: true });
});

/** One request of `index + 1` ms, so that sums show which snapshots are included. */
function snapshotAt(index: number): Snapshot {
  const histogram = new Histogram();
  histogram.record(index + 1);
  const service = histogram.toData();
  const dots = allocateDots(1);
  dots.response[0] = index + 1;
  return exampleSnapshot({
    index,
    startAt: index * SNAPSHOT_MS,
    endAt: (index + 1) * SNAPSHOT_MS,
    succeeded: 1,
    inFlight: index,
    service,
    response: service,
    outcomes: { ok: 1 },
    dots,
    dotsAreAll: false,
    health: index % 4 === 3 ? exampleHealth({ second: (index - 3) / 4 }) : null,
  });
}

function write(count: number): Snapshot[] {
  const snapshots = Array.from({ length: count }, (_, index) => snapshotAt(index));
  for (const snapshot of snapshots) store.appendSnapshot('a', snapshot, summaryOf(snapshot.index + 1), []);
  return snapshots;
}

test('each slot exists once it is complete, at every level, and is the sum of its snapshots', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (count) => {
      const snapshots = Array.from({ length: count }, (_, index) => snapshotAt(index));
      const levels = new SnapshotLevels();
      const merged = snapshots.flatMap((snapshot) => levels.add(snapshot));
      for (let level = 1; 2 ** level <= count; level += 1) {
        const ofLevel = merged.filter((one) => one.level === level);
        expect(ofLevel.map(({ slot }) => slot)).toEqual(
          Array.from({ length: Math.floor(count / 2 ** level) }, (_, slot) => slot),
        );
        const whole = [...joinSlots(snapshots, level)].slice(0, ofLevel.length);
        expect(ofLevel.map(({ snapshot }) => snapshot)).toEqual(whole);
      }
    }),
  );
});

test('slots with a gap are left out', () => {
  const levels = new SnapshotLevels();
  const merged = [0, 1, 2, 5, 6, 7].flatMap((index) => levels.add(snapshotAt(index)));
  expect(merged.map(({ level, slot }) => [level, slot])).toEqual([
    [1, 0],
    [1, 3],
  ]);
});

test('a short run opens with every snapshot it has', () => {
  const snapshots = write(MOST_COLUMNS);
  expect(store.open('a')?.snapshots).toEqual(snapshots);
});

test('a long run opens with as many columns as a chart can show, and every request in one of them, finished or not', () => {
  const snapshots = write(MOST_COLUMNS * 4 + 7);
  const level = levelFor(snapshots.length, MOST_COLUMNS);
  const expected = [...joinSlots(snapshots, level)];
  const opened = store.open('a')?.snapshots ?? [];
  expect(level).toBe(3);
  expect(opened.length).toBeLessThanOrEqual(MOST_COLUMNS);
  expect(opened).toEqual(expected);
  store.finish('a', { state: 'completed', reason: null, summary: summaryOf(snapshots.length), verdicts: [] });
  expect(store.open('a')?.snapshots).toEqual(expected);
  expect(storedSnapshots(store, 'a')).toEqual(snapshots);
});

test('a run that is older than merged snapshots opens the same', () => {
  const snapshots = write(MOST_COLUMNS + 9);
  const opened = store.open('a')?.snapshots;
  database.write(() => {
    database.prepare('DELETE FROM merged_snapshots').run();
    for (const snapshot of snapshots) {
      database.prepare('UPDATE snapshots SET data = ? WHERE idx = ?').run(pack(snapshot), snapshot.index);
    }
  });
  expect(store.open('a')?.snapshots).toEqual(opened);
});
