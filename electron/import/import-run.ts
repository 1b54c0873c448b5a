// A run read back from requests.csv or JMeter's JTL: surveyed first, then stored with snapshots and figures that the
// recorder makes of its requests anew. It is in the history once it is whole, or not at all.
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../../shared/errors.ts';
import { addHealth, NOT_MEASURED, type HealthSecond, type HealthVerdict } from '../../shared/health.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { Recorder } from '../engine/record/recorder.ts';
import type { RunStore } from '../store/run-store.ts';
import { BatchFiller } from './batch-filler.ts';
import { csvRecords, type CsvRecord } from './csv-records.ts';
import { importedRequest, type ImportedRequest } from './imported-request.ts';
import { RequestColumns } from './request-columns.ts';
import { earliestStart, RunStart } from './run-start.ts';
import { Survey } from './survey.ts';

export interface ImportSource {
  readonly path: string;
  /** As the person knows it. */
  readonly fileName: string;
}

export interface ImportOptions {
  readonly signal: AbortSignal;
  /** 0..1 */
  readonly handleProgress: (share: number) => void;
}

/** Requests may be written later than others that ended after them, but not by more than this. */
const DISORDER_MS = 30_000;
const PAUSE_EVERY_ROWS = 2000;

/** The run's id. @throws UserError import_invalid, write_failed, superseded */
export async function importRun(runs: RunStore, source: ImportSource, options: ImportOptions): Promise<string> {
  const size = Math.max(1, statSync(source.path).size);
  const readings = 2;
  const earliest = await earliestStart(source.path, options.signal);
  const start = new RunStart();
  const read = (reading: number): AsyncGenerator<ImportedRequest, void, undefined> =>
    requestsOf(source.path, earliest, {
      signal: options.signal,
      handleBytes: (bytes) => options.handleProgress((reading + Math.min(1, bytes / size)) / readings),
    });
  const survey = new Survey();
  for await (const request of read(0)) {
    survey.add(request);
    start.add(request.startedAt, request.sentAt);
  }
  const name = source.fileName.replace(/\.gz$/, '').replace(/\.(csv|jtl)$/i, '');
  const { plan, stepOf } = survey.plan(name);
  const id = randomUUID();
  runs.insert({ id, name: plan.name, planId: null, plan, startedAt: start.at, importedFrom: source.fileName });
  // Not listed until it is whole; should the program die, it goes the way of all deleted runs.
  runs.remove(id);
  try {
    const recording = new Recording(
      runs,
      id,
      survey,
      new Recorder(plan, RECORDER, { ...NOBODY, handleSnapshot: (snapshot, summary) => recording.keep(snapshot, summary) }),
    );
    const filler = new BatchFiller();
    let rows = 0;
    for await (const request of read(1)) {
      filler.add(request, stepOf(request), survey.vuOf(request), request.iteration ?? rows);
      rows += 1;
      if (filler.isFull) recording.add(filler);
    }
    recording.add(filler);
    runs.finish(id, { state: 'completed', reason: null, ...recording.end() });
    runs.restore(id);
    const failure = runs.row(id)?.reason ?? null;
    if (failure !== null) throw new UserError('write_failed', failure);
    return id;
  } catch (error) {
    runs.discard(id);
    throw error;
  }
}

const RECORDER = {
  workers: 1,
  // Whatever this computer does now, it did not send these requests.
  computer: { cpuPercent: () => null, socketLimit: () => null, freePorts: () => null },
  stopAfterRefusedMs: null,
} as const;
const NOBODY = { handleBroken: () => undefined, handleRefused: () => undefined };

class Recording {
  readonly #runs: RunStore;
  readonly #id: string;
  readonly #survey: Survey;
  readonly #recorder: Recorder;
  #started = 0;
  #latest = 0;
  #due = 0;
  #sent = 0;
  #ended = 0;
  #generator = NOT_MEASURED;

  constructor(runs: RunStore, id: string, survey: Survey, recorder: Recorder) {
    this.#runs = runs;
    this.#id = id;
    this.#survey = survey;
    this.#recorder = recorder;
  }

  add(filler: BatchFiller): void {
    const batch = filler.take();
    if (batch === null) return;
    this.#runs.append(this.#id, batch);
    this.#started += batch.count;
    for (const endedAt of batch.columns.endedAt) this.#latest = Math.max(this.#latest, endedAt);
    this.#recorder.addFlush(0, {
      batch,
      gauges: this.#gauges(),
      examples: [],
      seconds: [],
      flushedAt: this.#latest - DISORDER_MS,
    });
  }

  /** What the recorder cannot know of a run that it did not see is counted in the file. */
  keep(snapshot: Snapshot, summary: RunSummary): void {
    const { due, sent, ended } = this.#survey.flowOf(snapshot.index);
    this.#due += due;
    this.#sent += sent;
    this.#ended += ended;
    const second = Math.floor(snapshot.startAt / 1000);
    const verdict = this.#survey.generator.get(second);
    const isOver = snapshot.endAt % 1000 === 0 || snapshot.endAt > this.#survey.lastEndedAt;
    const health = isOver && verdict !== undefined ? readHealth(second, verdict) : null;
    if (health !== null) this.#generator = addHealth(this.#generator, health);
    const flow = { due, started: sent, inFlight: this.#sent - this.#ended, backlog: this.#due - this.#sent };
    this.#runs.appendSnapshot(this.#id, { ...snapshot, ...flow, oldestMs: 0, health }, this.#told(summary), []);
  }

  end(): { readonly summary: RunSummary; readonly verdicts: readonly [] } {
    this.#recorder.endWorker(0);
    return { summary: this.#told(this.#recorder.finish(this.#survey.lastEndedAt).summary), verdicts: [] };
  }

  #told(summary: RunSummary): RunSummary {
    const count = this.#survey.count;
    return { ...summary, generator: this.#generator, iterations: { scheduled: count, started: count, dropped: 0 } };
  }

  #gauges() {
    return {
      requestsStarted: this.#started,
      iterationsStarted: this.#started,
      iterationsDropped: 0,
      inFlight: 0,
      hasFreeUsers: true,
      oldestDueAt: Number.NaN,
      backingOff: 0,
      longestBackOffMs: 0,
      retryAfter: null,
    };
  }
}

/** Only its verdict is in the file. */
function readHealth(second: number, verdict: HealthVerdict): HealthSecond {
  return {
    second,
    verdict,
    cause: 'starts',
    reason: 'So it says in the imported file.',
    latenessP50: null,
    latenessP99: null,
    eventLoopP99: null,
    cpuPercent: null,
    threadPercent: null,
    threads: 0,
    latestThread: null,
    busiestThread: null,
    sockets: 0,
    socketLimit: null,
    freePorts: null,
    backlog: 0,
  };
}

interface Reading {
  readonly signal: AbortSignal;
  readonly handleBytes: (bytes: number) => void;
}

async function* requestsOf(path: string, earliest: number, reading: Reading): AsyncGenerator<ImportedRequest, void, undefined> {
  let columns: RequestColumns | null = null;
  let rows = 0;
  for await (const record of csvRecords(path, reading)) {
    if (columns === null) columns = new RequestColumns(record);
    else yield requestOf(columns, record, earliest);
    rows += 1;
    // Whatever else this process has to do comes in between.
    if (rows % PAUSE_EVERY_ROWS === 0) await setImmediate();
  }
}

function requestOf(columns: RequestColumns, record: CsvRecord, earliest: number): ImportedRequest {
  columns.check(record);
  return importedRequest(columns, record, earliest);
}
