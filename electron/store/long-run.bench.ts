// Writes a run of many made-up requests into a history, as the engine would. It runs as a separate process with the arguments
// FOLDER REQUESTS.
import { randomUUID } from 'node:crypto';
import { Histogram, mergeHistograms, EMPTY_HISTOGRAM } from '../../shared/histogram.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { allocateColumns, type SampleColumns } from '../../shared/sample.ts';
import { allocateDots, SLOWEST_PER_SNAPSHOT, SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import { exampleSnapshot } from '../../shared/test-example-run.ts';
import { openDatabase } from './database.ts';
import { RunStore } from './run-store.ts';

const PER_SECOND = 30_000;
const ROWS = (PER_SECOND * SNAPSHOT_MS) / 1000;

const [, , folder = '', asked = '0'] = process.argv;
const opened = openDatabase(folder);
if (!opened.ok) throw new Error(opened.failure.message);
const store = new RunStore(opened.value, {
  onWriteError: ({ message }) => {
    throw new Error(message);
  },
});
const count = Math.ceil(Number(asked) / ROWS);
const plan = parsePlan({
  version: 1,
  name: 'Long run',
  scenarios: [{ steps: [{ url: 'http://127.0.0.1:8080/' }] }],
  load: { model: 'closed', stages: [{ duration: count * SNAPSHOT_MS, target: 50 }], startTarget: 50 },
});
if (!plan.ok) throw new Error(plan.failure.message);
const id = randomUUID();
store.insert({ id, name: 'Long run', planId: null, plan: plan.value, startedAt: Date.now(), machine: null });
let times = EMPTY_HISTOGRAM;
for (let index = 0; index < count; index += 1) {
  const columns = columnsAt(index);
  const snapshot = snapshotAt(index, columns);
  times = mergeHistograms(times, snapshot.service);
  store.append(id, { worker: 0, count: ROWS, columns, errors: [], addresses: ['127.0.0.1:8080'] });
  store.appendSnapshot(id, snapshot, summaryOf((index + 1) * ROWS), []);
  // Takes the place of the timer, which never fires in this loop.
  if (index % 8 === 0) store.flush();
}
store.finish(id, { state: 'completed', reason: null, summary: summaryOf(count * ROWS), verdicts: [] });
store.close();
opened.value.close();

function columnsAt(index: number): SampleColumns {
  const columns = allocateColumns(ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    const sentAt = index * SNAPSHOT_MS + (row / ROWS) * SNAPSHOT_MS * 0.9;
    const service = 0.5 + (((index * ROWS + row) * 0.618_034) % 1) ** 4 * 20;
    columns.iteration[row] = index * ROWS + row;
    columns.vu[row] = row % 50;
    columns.status[row] = 200;
    columns.reused[row] = 1;
    columns.remote[row] = 1;
    columns.bytesIn[row] = 152;
    columns.bytesOut[row] = 61;
    columns.dueAt[row] = sentAt;
    columns.sentAt[row] = sentAt;
    columns.firstByteAt[row] = sentAt + service * 0.95;
    columns.endedAt[row] = Math.min((index + 1) * SNAPSHOT_MS - 0.001, sentAt + service);
    columns.blocked[row] = 0.01;
    columns.dns[row] = Number.NaN;
    columns.connecting[row] = Number.NaN;
    columns.tlsHandshaking[row] = Number.NaN;
    columns.sending[row] = 0.02;
  }
  return columns;
}

function snapshotAt(index: number, { sentAt, endedAt }: SampleColumns): Snapshot {
  const histogram = new Histogram();
  for (let row = 0; row < ROWS; row += 1) histogram.record((endedAt[row] ?? 0) - (sentAt[row] ?? 0));
  const data = histogram.toData();
  const startAt = index * SNAPSHOT_MS;
  const dots = allocateDots(SLOWEST_PER_SNAPSHOT);
  dots.endedAt.fill(startAt + 1);
  dots.service.fill(data.max);
  dots.response.fill(data.max);
  return exampleSnapshot({
    index,
    startAt,
    endAt: startAt + SNAPSHOT_MS,
    due: ROWS,
    started: ROWS,
    succeeded: ROWS,
    inFlight: 50,
    level: 50,
    service: data,
    response: data,
    outcomes: { ok: ROWS },
    dots,
    dotsAreAll: false,
  });
}

function summaryOf(total: number): RunSummary {
  return {
    ...emptySummary(),
    durationMs: (total / PER_SECOND) * 1000,
    requests: { total, succeeded: total, failed: 0, cancelled: 0 },
    throughput: PER_SECOND,
    outcomes: { ok: total },
    statusCodes: { 200: total },
  };
}
