// A stored run of made-up requests, with the summary that the engine's own recorder makes of them. Imported by tests only.
import { openTestRuns, type AtEnd } from '../store/test-history.ts';
import { afterAll } from 'vitest';
import { exampleBatch, exampleFailure, examplePlan, type ExampleRow } from '../../shared/test-example-run.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { NO_GAUGES } from '../engine/record/gauges.ts';
import { Recorder } from '../engine/record/recorder.ts';
import type { RunStore } from '../store/run-store.ts';
import { SampleQueries } from './sample-queries.ts';

export const RUN_ID = 'run';
export const REFUSED = { code: 'ECONNREFUSED', message: 'No server is listening (connection refused).' };
const UNAVAILABLE = { code: 'HTTP_503', message: '503 Service Unavailable' };
export const ADDRESSES = ['127.0.0.1:8080', '127.0.0.2:9090'];

export interface StoredTestRun {
  readonly plan: Plan;
  readonly store: RunStore;
  readonly summary: RunSummary;
  readonly samples: SampleQueries;
  readonly rows: readonly ExampleRow[];
}

/**
 * Call it once in a file of tests. The returned function stores a run of this number of requests; the tests of the file share it,
 * and must not change it.
 */
export function storedRuns(): (requests: number) => StoredTestRun {
  const runs = new Map<number, StoredTestRun>();
  const closers: Parameters<AtEnd>[0][] = [];
  afterAll(async () => {
    runs.clear();
    for (const close of closers.splice(0).toReversed()) await close();
  });
  return (requests) => {
    const run = runs.get(requests) ?? storeRun(requests, (close) => closers.push(close));
    runs.set(requests, run);
    return run;
  };
}

/**
 * 10 s of two threads and two scenarios, one with two steps and one with one; every outcome occurs; the first second is warm-up.
 */
function storeRun(requests: number, atEnd: AtEnd): StoredTestRun {
  const plan = examplePlan({
    scenarios: [
      {
        name: 'shop',
        steps: [
          { name: 'GET /', url: 'http://127.0.0.1:8080/' },
          { name: 'GET /cart', url: 'http://127.0.0.1:8080/cart' },
        ],
      },
      { name: 'admin', steps: [{ name: 'GET /admin', url: 'http://127.0.0.2:9090/' }] },
    ],
    load: { model: 'open', stages: [{ duration: '10s', target: requests / 10 }], maxVus: 50 },
    warmup: '1s',
  });
  const { database, runs: store } = openTestRuns(atEnd);
  const samples = new SampleQueries(database.path);
  atEnd(() => samples.close());
  store.insert({ id: RUN_ID, name: 'Shop', planId: null, plan, startedAt: 1_790_000_000_000 });
  const batches = makeBatches(requests);
  const end = record(plan, batches, store);
  store.appendExamples(RUN_ID, exampleOf(batches));
  store.finish(RUN_ID, { state: 'completed', reason: null, ...end });
  return { plan, store, samples, summary: end.summary, rows: batches.flatMap(({ rows }) => rows) };
}

interface Made {
  readonly rows: readonly ExampleRow[];
  readonly batch: SampleBatch;
  readonly flushedAt: number;
}

function record(plan: Plan, batches: readonly Made[], store: RunStore): ReturnType<Recorder['finish']> {
  const computer = { cpuPercent: () => null, socketLimit: () => null, freePorts: () => null };
  const recorder = new Recorder(
    plan,
    { workers: 1, computer, stopAfterRefusedMs: null },
    {
      handleSnapshot: (snapshot, summary, verdicts) => store.appendSnapshot(RUN_ID, snapshot, summary, verdicts),
      handleBroken: () => undefined,
      handleRefused: () => undefined,
    },
  );
  const gauges = { ...NO_GAUGES, inFlight: 3, iterationsStarted: batches.reduce((sum, { rows }) => sum + rows.length, 0) };
  for (const { batch, flushedAt } of batches) {
    store.append(RUN_ID, batch);
    recorder.addFlush(0, { batch, gauges, examples: [], seconds: [], flushedAt });
  }
  return recorder.finish(10_000);
}

/** Times are whole microseconds, as in requests.csv. */
function makeBatches(requests: number): Made[] {
  const random = randomFrom(7);
  const micros = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;
  const rows = Array.from({ length: requests }, (_, iteration): ExampleRow => {
    const dueAt = micros((iteration * 9900) / requests);
    const sentAt = micros(dueAt + (random() < 0.3 ? random() * 40 : 0));
    const endedAt = micros(Math.min(9999, sentAt + 1 + 5 * random() + (random() < 0.02 ? 900 * random() : 0)));
    const step = Math.floor(random() * 3);
    const common = { iteration, vu: iteration % 50, step, remote: step === 2 ? 2 : 1, dueAt, sentAt, endedAt };
    const firstByteAt = micros(sentAt + (endedAt - sentAt) * 0.9);
    const luck = random();
    if (luck < 0.02) return { ...common, firstByteAt, status: 503, outcome: OUTCOME_CODE.http_5xx, error: 2 };
    if (luck < 0.03) return { ...common, ...NO_RESPONSE, remote: 0, outcome: OUTCOME_CODE.connect_refused, error: 1 };
    if (luck < 0.035) return { ...common, ...NO_RESPONSE, outcome: OUTCOME_CODE.cancelled };
    return { ...common, firstByteAt, bytesIn: 500 + (iteration % 90) };
  }).toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  return Array.from({ length: 100 }, (_, index) => {
    const flushedAt = (index + 1) * 100;
    const own = rows.filter(({ endedAt = 0 }) => endedAt < flushedAt && endedAt >= flushedAt - 100);
    return { rows: own, batch: exampleBatch(own, [REFUSED, UNAVAILABLE], ADDRESSES), flushedAt };
  });
}

const NO_RESPONSE = { status: 0, firstByteAt: Number.NaN, bytesIn: 0 };

function exampleOf(batches: readonly Made[]): ReturnType<typeof exampleFailure>[] {
  const row = batches.flatMap(({ rows }) => rows).find(({ outcome }) => outcome === OUTCOME_CODE.connect_refused);
  const { iteration = 0, vu = 0, step = 0, dueAt = 0, sentAt = 0, endedAt = 0 } = row ?? {};
  return [exampleFailure({ ...REFUSED, iteration, vu, step, dueAt, sentAt, endedAt })];
}

/** The same numbers every time (a linear congruential generator of Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
