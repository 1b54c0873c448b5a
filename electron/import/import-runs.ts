// Imports runs from a run file, from requests.csv or from JMeter's JTL. The latter two are surveyed first and then stored, with
// snapshots and figures that are computed from their requests. The runs appear in the history completely or not at all.
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { NumberSet } from '../../shared/number-set.ts';
import { NOT_MEASURED } from '../../shared/health.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { emptySummary } from '../../shared/summary.ts';
import { Replay } from '../engine/record/replay.ts';
import { refusePlan } from '../store/refuse-plan.ts';
import type { RunStore } from '../store/run-store.ts';
import { BatchFiller } from './batch-filler.ts';
import type { ResultRequest } from './imported-request.ts';
import { holdsRuns } from './is-run-file.ts';
import { openResultFile, readToEnd, type HandleRow, type ResultFile } from './result-file.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { RunStart } from './run-start.ts';
import type { BusyStretch } from './stretches.ts';
import type { Survey, SurveyedPlan } from './survey.ts';
import type { ReadingWatch } from './text-source.ts';

export interface ImportSource {
  readonly path: string;
  /** As the person sees it. */
  readonly fileName: string;
}

export interface RunImportOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly handleProgress: (share: number) => void;
}

export interface ImportedRuns {
  /** In order of time. */
  readonly runIds: readonly string[];
  /** The number of requests of all of them. */
  readonly requests: number;
  /** What was left out or combined, in whole sentences. */
  readonly notes: readonly string[];
}

/** How long a snapshot waits for requests that come later in the file, in ms. */
const MOST_PATIENCE_MS = 120_000;
const READINGS = 2;
const NOT_WATCHED = { ...NOT_MEASURED, reason: 'Not measured: these requests were imported from a file.' };

/** @throws UserError import_invalid, write_failed, superseded */
export async function importRuns(runs: RunStore, source: ImportSource, options: RunImportOptions): Promise<ImportedRuns> {
  refuseUnreadable(source);
  return holdsRuns(source.path) ? ofRunFile(runs, source) : await ofResults(runs, source, options);
}

/** Runs that Onrush itself wrote into a file are restored unchanged. */
function ofRunFile(runs: RunStore, { path, fileName }: ImportSource): ImportedRuns {
  const { ids, known } = runs.readFile(path, fileName);
  const rows = ids.flatMap((id) => runs.row(id) ?? []);
  const requests = rows.reduce((sum, { summary }) => sum + summary.requests.total, 0);
  const had = known === 1 ? 'one of its runs' : `${known} of its runs`;
  const notes = known === 0 ? [] : [`The history already held ${ids.length === 1 ? 'this run' : had}, which stays as it is.`];
  return { runIds: ids, requests, notes };
}

async function ofResults(runs: RunStore, source: ImportSource, options: RunImportOptions): Promise<ImportedRuns> {
  refusePlan(source.path, source.fileName);
  const size = Math.max(1, statSync(source.path).size);
  const reading = (number: number) => ({
    signal: options.signal,
    handleBytes: (bytes: number) => options.handleProgress((number + Math.min(1, bytes / size)) / READINGS),
  });
  const start = new RunStart();
  const handleRow: HandleRow = ({ startedAt, sentAt }) => start.add(startedAt, sentAt);
  const file = await openResultFile(source.path, { reading: reading(0), handleRow, folder: dirname(runs.path) });
  try {
    return await ofFile(runs, { file, fileName: source.fileName, startedAt: start.at }, reading(1));
  } finally {
    file.close();
  }
}

interface OpenResults {
  readonly file: ResultFile;
  readonly fileName: string;
  /** When its run began, where its times count from that. */
  readonly startedAt: number;
}

async function ofFile(runs: RunStore, { file, fileName, startedAt }: OpenResults, reading: ReadingWatch): Promise<ImportedRuns> {
  const { survey } = file;
  const notes = [...file.notes, ...survey.notes()];
  const stretches = survey.runs();
  const name = fileName
    .replace(/\.gz$/, '')
    .replace(/\.(csv|jtl|xml|tsv|txt)$/i, '')
    .replace(/\.xml$/i, '');
  const imported = stretches.map((stretch, at) => {
    const own = stretches.length === 1 ? name : `${name} (${at + 1} of ${stretches.length})`;
    const from = survey.kind === 'requests' ? startedAt : stretch.from;
    return new ImportedRun(runs, { survey, stretch, name: own, fileName, startedAt: from });
  });
  try {
    await store(file, reading, imported);
    for (const run of imported) run.finish(notes);
    for (const run of imported) runs.restore(run.id);
    for (const { id } of imported) {
      const failure = runs.row(id)?.reason ?? null;
      if (failure !== null) throw new UserError('write_failed', failure);
    }
  } catch (error) {
    for (const { id } of imported) runs.discard(id);
    throw error;
  }
  const split =
    imported.length === 1
      ? []
      : [
          `The file holds ${imported.length} runs with pauses of 10 minutes or more between them; each is imported as a separate run.`,
        ];
  return { runIds: imported.map(({ id }) => id), requests: survey.count, notes: [...split, ...notes] };
}

async function store(file: ResultFile, reading: ReadingWatch, imported: readonly ImportedRun[]): Promise<void> {
  let [current] = imported;
  const originOf = (startedAt: number): number => {
    if (current?.holds(startedAt) !== true) current = imported.find((run) => run.holds(startedAt)) ?? imported[0];
    return current?.origin ?? 0;
  };
  const handleRow: HandleRow = (request, number) => {
    if (request.kind !== 'request' || file.survey.parts.has(number)) return;
    originOf(request.startedAt);
    current?.add(request);
  };
  await readToEnd(file.read(reading, originOf, handleRow));
}

interface RunFacts {
  readonly survey: Survey;
  readonly stretch: BusyStretch;
  readonly name: string;
  readonly fileName: string;
  readonly startedAt: number;
}

class ImportedRun {
  readonly id = randomUUID();
  readonly #runs: RunStore;
  readonly #facts: RunFacts;
  readonly #plan: SurveyedPlan;
  readonly #replay: Replay;
  readonly #filler = new BatchFiller();
  readonly #patienceMs: number;
  readonly #iterations = new NumberSet();
  #rows = 0;
  #stored = 0;
  #latest = 0;

  constructor(runs: RunStore, facts: RunFacts) {
    const { survey, stretch, name, fileName, startedAt } = facts;
    this.#runs = runs;
    this.#facts = facts;
    this.#plan = survey.plan(name, stretch);
    this.#patienceMs = Math.min(MOST_PATIENCE_MS, survey.patienceMs);
    const { plan } = this.#plan;
    const handleSnapshot = (snapshot: Snapshot): void => {
      const verdict = survey.generator.of(Math.floor(snapshot.startAt / 1000));
      const isOver = snapshot.endAt % 1000 === 0 || snapshot.endAt > stretch.to;
      const second = isOver && verdict !== null ? { second: Math.floor(snapshot.startAt / 1000), verdict } : null;
      runs.appendSnapshot(this.id, snapshot, emptySummary(), [], second);
    };
    this.#replay = new Replay(plan, [], handleSnapshot, survey.kind === 'requests');
    runs.insert({ id: this.id, name: plan.name, planId: null, plan, startedAt, importedFrom: fileName });
    // The run is hidden until all runs are complete; if the program dies, it is removed like any deleted run.
    runs.remove(this.id);
  }

  /** The point in time from which its times count, in the file's terms. */
  get origin(): number {
    return this.#facts.stretch.from;
  }

  holds(startedAt: number): boolean {
    return startedAt >= this.#facts.stretch.from && startedAt <= this.#facts.stretch.to;
  }

  add(request: ResultRequest): void {
    const { survey } = this.#facts;
    const iteration = iterationOf(request, this.#rows);
    this.#filler.add(request, this.#plan.stepOf(request), survey.vuOf(request), iteration);
    if (request.part !== 'before') this.#iterations.add(iteration);
    this.#rows += 1;
    if (this.#filler.isFull) this.#store();
  }

  finish(notes: readonly string[]): void {
    this.#store();
    const { stretch, survey } = this.#facts;
    const { count } = this.#iterations;
    const iterations = { scheduled: count, started: count, dropped: 0 };
    const endedAt = stretch.to - (survey.kind === 'jtl' ? stretch.from : 0);
    const { dataRows } = this.#plan;
    const { summary, verdicts } = this.#replay.finish(endedAt, iterations, { dataRows });
    const whole = { ...summary, lostRequests: 0, generator: NOT_WATCHED };
    this.#runs.finish(this.id, { state: 'completed', reason: null, summary: whole, verdicts });
    this.#runs.note(this.id, notes.join('\n'));
  }

  #store(): void {
    const batch = this.#filler.take();
    if (batch === null) return;
    this.#runs.append(this.id, batch);
    this.#replay.add(batch, this.#stored + 1);
    this.#stored += batch.count;
    for (const endedAt of batch.columns.endedAt) this.#latest = Math.max(this.#latest, endedAt);
    this.#replay.closeUntil(this.#latest - this.#patienceMs);
  }
}

function iterationOf({ iteration }: ResultRequest, row: number): number {
  return iteration ?? row;
}
