// A quarter of an hour of a run in simulated time: whatever grows with the length of a run must not grow faster than its samples.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import { EMPTY_HISTOGRAM } from '../../shared/histogram.ts';
import { OUTCOMES } from '../../shared/outcome.ts';
import { allocateColumns, type SampleBatch } from '../../shared/sample.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { pack } from '../../shared/wire.ts';
import type { Computer } from '../engine/record/health-watch.ts';
import { NO_GAUGES } from '../engine/record/gauges.ts';
import { Recorder } from '../engine/record/recorder.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { storedBatches } from '../store/test-stored-rows.ts';

const RATE = 320;
const FLUSH_MS = 125;
const MINUTES = 15;
const REQUESTS = RATE * MINUTES * 60;
const QUARTER_MS = (MINUTES / 4) * 60_000;
const PER_FLUSH = (RATE * FLUSH_MS) / 1000;
const RUN_ID = 'soak';
const STARTED_AT = 1_790_000_000_000;
const IDLE_COMPUTER: Computer = { cpuPercent: () => 10, socketLimit: () => 20_000, freePorts: () => 28_000 };
const TIMEOUT = OUTCOMES.indexOf('timeout');
const ERRORS = [{ code: 'UND_ERR_HEADERS_TIMEOUT', message: 'No first byte within 3 s.' }];

/** What is left after a collection, once for each quarter of the run. */
const collect = ((): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

let folder = '';
let database: Database;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-soak-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
});

afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** Service times spread over three decades, one request in 500 failed: the same for each hour of the clock. */
function batchAt(from: number, first: number): SampleBatch {
  const columns = allocateColumns(PER_FLUSH);
  for (let row = 0; row < PER_FLUSH; row += 1) {
    const index = first + row;
    const endedAt = from + (row * 1000) / RATE;
    const service = 1 + ((index * 2_654_435_761) % 1000) ** 2 / 1000;
    const isFailed = index % 500 === 499;
    columns.iteration[row] = index;
    columns.vu[row] = index % 100;
    columns.outcome[row] = isFailed ? TIMEOUT : 0;
    columns.error[row] = isFailed ? 1 : 0;
    columns.status[row] = isFailed ? 0 : 200;
    columns.reused[row] = 1;
    columns.bytesIn[row] = 812;
    columns.bytesOut[row] = 91;
    columns.endedAt[row] = endedAt;
    columns.sentAt[row] = Math.max(0, endedAt - service);
    columns.dueAt[row] = Math.max(0, endedAt - service);
    columns.firstByteAt[row] = isFailed ? Number.NaN : endedAt - service / 10;
    for (const name of ['dns', 'connecting', 'tlsHandshaking'] as const) columns[name][row] = Number.NaN;
  }
  return { worker: 0, count: PER_FLUSH, columns, errors: ERRORS, addresses: ['127.0.0.1:8080'] };
}

function secondAt(second: number): Parameters<Recorder['addFlush']>[1]['seconds'][number] {
  return { second, lateness: EMPTY_HISTOGRAM, eventLoop: EMPTY_HISTOGRAM, cpuPercent: 10, sockets: 100 };
}

interface Quarter {
  readonly heldBytes: number;
  readonly snapshotBytes: number;
  readonly fileBytes: number;
}

test('memory, snapshots and the file grow only with the samples', { timeout: 300_000 }, async () => {
  let now = 0;
  const runs = new RunStore(database, { onWriteError: (failure) => expect.fail(failure.message), now: () => STARTED_AT + now });
  const plan = examplePlan({
    load: { model: 'open', stages: [{ duration: `${MINUTES}m`, target: RATE }], maxVus: 100 },
    thresholds: [{ expression: 'p(99) < 10000', over: '10s' }, 'error_rate < 0.5'],
  });
  runs.insert({ id: RUN_ID, name: plan.name, planId: null, plan, startedAt: STARTED_AT });
  let last: Snapshot | null = null;
  const recorder = new Recorder(
    plan,
    { workers: 1, computer: IDLE_COMPUTER, stopAfterRefusedMs: 10_000 },
    {
      handleSnapshot(snapshot, summary, verdicts) {
        last = snapshot;
        runs.appendSnapshot(RUN_ID, snapshot, summary, verdicts);
      },
      handleBroken: (verdict) => expect.fail(verdict.expression),
      handleRefused: () => expect.fail('refused'),
    },
  );
  const quarters: Quarter[] = [];
  let sent = 0;
  for (let from = 0; from < MINUTES * 60_000; from += FLUSH_MS) {
    const batch = batchAt(from, sent);
    sent += PER_FLUSH;
    now = from + FLUSH_MS;
    runs.append(RUN_ID, batch);
    recorder.addFlush(0, {
      batch,
      gauges: { ...NO_GAUGES, requestsStarted: sent, iterationsStarted: sent },
      examples: [],
      seconds: now % 1000 === 0 ? [secondAt(now / 1000 - 1)] : [],
      flushedAt: now,
    });
    if (now % 1000 === 0) runs.row(RUN_ID);
    if (now % QUARTER_MS === 0) quarters.push(await quarterOf(last));
  }
  const { summary, verdicts } = recorder.finish(now);
  runs.finish(RUN_ID, { state: 'completed', reason: null, summary, verdicts });
  runs.close();

  expect(summary.requests.total).toBe(REQUESTS);
  expect(summary.requests.failed).toBe(REQUESTS / 500);
  expect(verdicts.map(({ passed }) => passed)).toEqual([true, true]);
  expect([...storedBatches(runs, RUN_ID)].reduce((rows, { count }) => rows + count, 0)).toBe(REQUESTS);

  const [first, , third, fourth] = quarters;
  if (first === undefined || third === undefined || fourth === undefined) throw new Error('A run has four quarters');
  // A leak of one number per request would be 1.7 MB by then; a leak of one object, 8 MB or more.
  expect(fourth.heldBytes - first.heldBytes).toBeLessThan(1.2e6);
  expect(fourth.snapshotBytes).toBeLessThan(first.snapshotBytes * 1.2);
  const growth = (fourth.fileBytes - third.fileBytes) / first.fileBytes;
  expect(growth).toBeGreaterThan(0.8);
  expect(growth).toBeLessThan(1.2);
});

async function quarterOf(last: Snapshot | null): Promise<Quarter> {
  const snapshotBytes = pack(last).length;
  // Buffers are freed by another thread, some time after the collection that found them.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const size = database.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size').get();
  return {
    heldBytes: heapUsed + arrayBuffers,
    snapshotBytes,
    fileBytes: Number(size?.['bytes']),
  };
}
