// Plans, batches and snapshots for tests. Imported by tests only.
import type { FailureExample } from './failure-example.ts';
import type { HealthSecond } from './health.ts';
import { EMPTY_HISTOGRAM } from './histogram.ts';
import type { Plan, PlanInput } from './plan/plan.ts';
import { parsePlan } from './plan/plan-parse.ts';
import { PHASES } from './phase.ts';
import type { RunRow } from './run.ts';
import { allocateColumns, COLUMN_NAMES, type ColumnName, type SampleBatch, type SampleError } from './sample.ts';
import { allocateDots, type Snapshot } from './snapshot.ts';
import { emptySummary, type RunSummary } from './summary.ts';

export function examplePlan(changes: Partial<PlanInput> = {}): Plan {
  const parsed = parsePlan({
    version: 1,
    name: 'Home page',
    scenarios: [{ name: 'home', steps: [{ name: 'GET /', url: 'http://127.0.0.1:8080/' }] }],
    load: { model: 'iterations', iterations: 1000, vus: 50 },
    ...changes,
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** A run that has just begun, without notes. */
export function exampleRun(changes: Partial<RunRow> = {}): RunRow {
  return {
    id: 'r',
    name: 'Home page',
    notes: '',
    tags: [],
    starred: false,
    machine: null,
    importedFrom: null,
    isBaseline: false,
    number: 0,
    planId: null,
    plan: examplePlan(),
    state: 'running',
    reason: null,
    startedAt: 0,
    summary: emptySummary(),
    verdicts: [],
    annotations: [],
    ...changes,
  };
}

export type ExampleRow = Partial<Record<ColumnName, number>>;

/** A successful request on a connection that was already open, with a service time of 10 ms. */
const PLAIN_ROW: Record<ColumnName, number> = {
  iteration: 0,
  vu: 0,
  step: 0,
  outcome: 0,
  status: 200,
  error: 0,
  reused: 1,
  protocol: 0,
  remote: 0,
  sentAs: 0,
  bytesIn: 812,
  bytesOut: 91,
  dueAt: 100,
  sentAt: 102,
  firstByteAt: 108,
  endedAt: 112,
  blocked: 0.5,
  dns: Number.NaN,
  connecting: Number.NaN,
  tlsHandshaking: Number.NaN,
  sending: 0.25,
};

export function exampleBatch(
  rows: readonly ExampleRow[],
  errors: readonly SampleError[] = [],
  addresses: readonly string[] = [],
): SampleBatch {
  const columns = allocateColumns(rows.length);
  rows.forEach((row, index) => {
    for (const name of COLUMN_NAMES) columns[name][index] = row[name] ?? PLAIN_ROW[name];
  });
  return { worker: 0, count: rows.length, columns, errors, addresses };
}

/** `count` plain requests; iterations are numbered from `from`. */
export function plainBatch(from: number, count: number): SampleBatch {
  return exampleBatch(Array.from({ length: count }, (_, index) => ({ iteration: from + index })));
}

export function exampleSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    index: 0,
    startAt: 0,
    endAt: 250,
    due: 0,
    started: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    dropped: 0,
    warmupRequests: 0,
    isWarmup: false,
    bytesIn: 0,
    inFlight: 0,
    backlog: 0,
    backingOff: 0,
    longestBackOffMs: 0,
    oldestMs: 0,
    level: 0,
    service: EMPTY_HISTOGRAM,
    response: EMPTY_HISTOGRAM,
    failures: { service: EMPTY_HISTOGRAM, response: EMPTY_HISTOGRAM },
    phaseCounts: new Float64Array(PHASES.length),
    phaseSums: new Float64Array(PHASES.length),
    outcomes: {},
    dots: allocateDots(0),
    dotsAreAll: true,
    health: null,
    ...changes,
  };
}

/** A second in which the load generator kept up. */
export function exampleHealth(changes: Partial<HealthSecond> = {}): HealthSecond {
  return {
    second: 0,
    latenessP50: 0.2,
    latenessP99: 0.4,
    eventLoopP99: 1.1,
    measuredMs: 10,
    cpuPercent: 12,
    threadPercent: 20,
    threads: 1,
    latestThread: 1,
    busiestThread: 1,
    sockets: 50,
    socketLimit: 1024,
    freePorts: 28_000,
    backlog: 0,
    verdict: 'trusted',
    cause: 'starts',
    reason: 'Starts at most 0.40 ms late (p99).',
    ...changes,
  };
}

export function summaryOf(total: number): RunSummary {
  return { ...emptySummary(), requests: { total, succeeded: total, failed: 0, cancelled: 0 }, outcomes: { ok: total } };
}

export function exampleFailure(changes: Partial<FailureExample> = {}): FailureExample {
  return {
    outcome: 'connect_refused',
    code: 'ECONNREFUSED',
    message: 'No server is listening on 127.0.0.1:8080 (connection refused). Is it running?',
    iteration: 3,
    vu: 1,
    step: 0,
    reused: false,
    dueAt: 100,
    sentAt: 102,
    firstByteAt: null,
    endedAt: 103,
    bytesIn: 0,
    bytesOut: 0,
    answer: null,
    ...changes,
  };
}

/** A plan of two steps, "Log in" and "Cart". */
export function exampleJourney(): Plan {
  return examplePlan({
    scenarios: [
      {
        name: 'buy',
        steps: [
          { name: 'Log in', url: 'http://127.0.0.1/login' },
          { name: 'Cart', url: 'http://127.0.0.1/cart' },
        ],
      },
    ],
  });
}
