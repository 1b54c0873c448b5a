// A made-up run of many requests, stored like a real one: bytes per request, and how fast it is written, opened and exported.
// node electron/tests/scale.bench.ts [--requests 10000000] [--rate 10000]; prints a table, then the same as one line of JSON.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { examplePlan } from '../../shared/test-example-run.ts';
import { EMPTY_HISTOGRAM } from '../../shared/histogram.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import { allocateColumns, toMicrosecond, type SampleBatch } from '../../shared/sample.ts';
import { pack } from '../../shared/wire.ts';
import type { Computer } from '../engine/record/health-watch.ts';
import { NO_GAUGES } from '../engine/record/gauges.ts';
import { Recorder } from '../engine/record/recorder.ts';
import { exportOf } from '../app/exports.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';

const RUN_ID = '6f9d5a52-6d8a-4f6a-9d3c-1f2e3d4c5b6a';
const STARTED_AT = 1_790_000_000_000;
const FLUSH_MS = 100;
const VUS = 50;
const MB = 1e6;

const IDLE: Computer = { cpuPercent: () => 10, socketLimit: () => 20_000, freePorts: () => 28_000 };
const QUIET_SECOND = { lateness: EMPTY_HISTOGRAM, eventLoop: EMPTY_HISTOGRAM, cpuPercent: 10, sockets: VUS };

type Figures = Readonly<Record<string, number>>;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000000' },
    rate: { type: 'string', default: '10000' },
    read: { type: 'string' },
  },
});
if (values.read === undefined) measure(Number(values.requests), Number(values.rate));
else process.stdout.write(JSON.stringify(await readBack(values.read)));

function measure(requests: number, rate: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-scale-'));
  try {
    const written = write(folder, requests, rate);
    // In a separate process, whose memory nothing else has used.
    const child = spawnSync(process.execPath, [import.meta.filename, '--read', folder], { encoding: 'utf8', timeout: 120_000 });
    if (child.status !== 0) throw new Error(child.stderr);
    const read: Figures = JSON.parse(child.stdout);
    const figures = { requests, ratePerSecond: rate, ...written, ...read };
    for (const [name, value] of Object.entries(figures))
      process.stdout.write(`${name.padEnd(24)}${value.toLocaleString('en')}\n`);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function opened(folder: string): { database: Database; runs: RunStore } {
  const result = openDatabase(folder);
  if (!result.ok) throw new Error(result.failure.message);
  const handleFailure = ({ message }: { message: string }): never => {
    throw new Error(message);
  };
  return { database: result.value, runs: new RunStore(result.value, { onWriteError: handleFailure }) };
}

function write(folder: string, requests: number, rate: number): Figures {
  const { database, runs } = opened(folder);
  const plan = examplePlan({ load: { model: 'closed', stages: [{ duration: `${Math.ceil(requests / rate)}s`, target: VUS }] } });
  runs.insert({ id: RUN_ID, name: plan.name, planId: null, plan, startedAt: STARTED_AT });
  let storing = 0;
  const timed = (work: () => void): void => {
    const from = performance.now();
    work();
    storing += performance.now() - from;
  };
  const recorder = new Recorder(
    plan,
    { workers: 1, computer: IDLE, stopAfterRefusedMs: null },
    {
      handleSnapshot: (snapshot, summary, verdicts) => timed(() => runs.appendSnapshot(RUN_ID, snapshot, summary, verdicts)),
      handleBroken: () => undefined,
      handleRefused: () => undefined,
    },
  );
  const perFlush = Math.max(1, Math.round((rate * FLUSH_MS) / 1000));
  let now = 0;
  for (let sent = 0; sent < requests;) {
    const batch = batchOf(sent, Math.min(perFlush, requests - sent), now, FLUSH_MS);
    sent += batch.count;
    now += FLUSH_MS;
    timed(() => runs.append(RUN_ID, batch));
    const seconds = now % 1000 === 0 ? [{ ...QUIET_SECOND, second: now / 1000 - 1 }] : [];
    recorder.addFlush(0, {
      batch,
      gauges: { ...NO_GAUGES, requestsStarted: sent, iterationsStarted: sent },
      examples: [],
      seconds,
      flushedAt: now,
    });
    if (now % 500 === 0) timed(() => runs.row(RUN_ID));
  }
  const { summary, verdicts } = recorder.finish(now);
  timed(() => runs.finish(RUN_ID, { state: 'completed', reason: null, summary, verdicts }));
  runs.close();
  database.close();
  const bytes = statSync(join(folder, 'onrush.db')).size;
  return { storeMicrosPerRequest: round((storing * 1000) / requests), bytesPerRequest: round(bytes / requests) };
}

/** A server that takes some tenths of a millisecond with a long tail; one request in a thousand fails. */
function batchOf(first: number, count: number, from: number, length: number): SampleBatch {
  const columns = allocateColumns(count);
  for (const name of ['dns', 'connecting', 'tlsHandshaking'] as const) columns[name].fill(Number.NaN);
  for (let row = 0; row < count; row += 1) {
    const endedAt = toMicrosecond(from + ((row + Math.random() * 0.9) * length) / count);
    const service = toMicrosecond(0.3 + 0.4 * -Math.log(Math.random()));
    const isFailed = Math.random() < 0.001;
    const sentAt = Math.max(0, endedAt - service);
    columns.iteration[row] = first + row;
    columns.vu[row] = Math.random() * VUS;
    columns.outcome[row] = isFailed ? OUTCOME_CODE.http_5xx : 0;
    columns.status[row] = isFailed ? 503 : 200;
    columns.error[row] = isFailed ? 1 : 0;
    columns.remote[row] = 1;
    columns.reused[row] = 1;
    columns.bytesIn[row] = 812;
    columns.bytesOut[row] = 91;
    columns.dueAt[row] = sentAt;
    columns.sentAt[row] = sentAt;
    columns.firstByteAt[row] = endedAt - toMicrosecond(0.004 + Math.random() * 0.02);
    columns.endedAt[row] = endedAt;
    columns.blocked[row] = toMicrosecond(0.002 + Math.random() * 0.004);
    columns.sending[row] = toMicrosecond(0.005 + Math.random() * 0.01);
  }
  const errors = [{ code: '', message: 'The server responded with 503.' }];
  return { worker: 0, count, columns, errors, addresses: ['127.0.0.1:8080'] };
}

async function readBack(folder: string): Promise<Figures> {
  const { database, runs } = opened(folder);
  const from = performance.now();
  const detail = runs.open(RUN_ID);
  if (detail === null) throw new Error('The run is in the history');
  const openMs = performance.now() - from;
  const messageMb = pack(detail).length / MB;
  const path = join(folder, 'requests.csv');
  const rss = process.memoryUsage.rss();
  let most = rss;
  const begun = performance.now();
  const { rows } = await exportOf(runs, detail.row, 'requests-csv').write(path, {
    handleProgress: () => void (most = Math.max(most, process.memoryUsage.rss())),
  });
  const exportSeconds = (performance.now() - begun) / 1000;
  runs.close();
  database.close();
  return {
    openMs: round(openMs),
    openColumns: detail.snapshots.length,
    openMessageMb: round(messageMb),
    csvRowsPerSecond: Math.round(rows / exportSeconds),
    csvMb: round(statSync(path).size / MB),
    csvRssGrowthMb: round((most - rss) / MB),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
