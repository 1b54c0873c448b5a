// Stores the requests of several sources as one run. It appears in the history completely or not at all.
import { randomUUID } from 'node:crypto';
import { UserError } from '../../shared/errors.ts';
import { NOT_MEASURED, type GeneratorSummary, type HealthVerdict } from '../../shared/health.ts';
import { NumberSet } from '../../shared/number-set.ts';
import { isCompleted, OUTCOME_CODE } from '../../shared/outcome.ts';
import { countedSteps } from '../../shared/plan/sent-steps.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { toMicrosecond } from '../../shared/sample.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import { Replay } from '../engine/record/replay.ts';
import { exactTimes } from '../samples/exact-times.ts';
import type { RunStore } from '../store/run-store.ts';
import type { ResultRequest } from './imported-request.ts';
import { copiedNotes, Generators, notesOfParts, mergedParts, VU_NUMBERS, worstOf, type MergedPart } from './merge-parts.ts';
import { mergeRows } from './merge-rows.ts';
import { stemOf, type MergeSource } from './merge-source.ts';
import { mergedPlan } from './merged-plan.ts';
import type { ReadingWatch } from './text-source.ts';

export interface MergingOptions {
  /** Aligns the sources by the clocks in their files, or by their beginnings. */
  readonly align: 'clock' | 'start';
  /** Null for the name of the plan or of the files. */
  readonly name: string | null;
}

export interface MergedRun {
  readonly runId: string;
  readonly requests: number;
  readonly generators: readonly { readonly name: string; readonly requests: number }[];
  /** In whole sentences. */
  readonly notes: readonly string[];
}

/** How long a snapshot waits for requests that come later in a file, in ms. */
const MOST_PATIENCE_MS = 120_000;

/** Reads the sources a second time and writes the merged run. */
export class Merging {
  readonly #id = randomUUID();
  readonly #runs: RunStore;
  readonly #options: MergingOptions & { readonly notes: readonly string[] };
  readonly #sources: readonly MergeSource[];
  readonly #generators = new Generators();
  readonly #iterations = new NumberSet();
  readonly #times: { readonly service: Float64Array; readonly response: Float64Array };
  #timed = 0;
  #rows = 0;
  #stored = 0;
  #latest = 0;

  constructor(runs: RunStore, sources: readonly MergeSource[], options: MergingOptions & { readonly notes: readonly string[] }) {
    this.#runs = runs;
    this.#sources = sources;
    this.#options = options;
    const most = sources.reduce((sum, { requests }) => sum + requests, 0);
    // The system only allocates memory that is written to, so the size does no harm.
    this.#times = { service: new Float64Array(most), response: new Float64Array(most) };
  }

  async run(readingOf: (source: MergeSource) => ReadingWatch): Promise<MergedRun> {
    const { align, name, notes } = this.#options;
    const origin = Math.min(...this.#sources.map(({ startedAt }) => startedAt));
    const shifts = this.#sources.map(({ startedAt }) => (align === 'start' ? 0 : startedAt - origin));
    const durationMs = Math.max(...this.#sources.map((source, at) => source.durationMs + (shifts[at] ?? 0)));
    const title = name ?? titleOf(this.#sources);
    const { plan, stepsOf } = mergedPlan(title, this.#sources, durationMs);
    const parts = mergedParts(this.#sources, { shifts, stepsOf, generators: this.#generators });
    const said = notesOfParts(parts, align === 'start');
    const replay = this.#begin({ plan, name: title, startedAt: origin, parts });
    try {
      const rows = parts.map(({ source, shiftMs }) => ({ rows: source.rows(readingOf(source)), shiftMs }));
      const patienceMs = Math.min(MOST_PATIENCE_MS, Math.max(...this.#sources.map(({ survey }) => survey.patienceMs)));
      await mergeRows(rows, (request, at) => this.#add(request, parts[at], { replay, patienceMs, counted: countedSteps(plan) }));
      this.#store(replay, 0);
      const all = [...notes, ...copiedNotes(parts), ...said];
      this.#finish(replay, { durationMs, notes: all });
      const generators = this.#generators.names.map((one, at) => ({ name: one, requests: this.#generators.counts[at] ?? 0 }));
      return { runId: this.#id, requests: this.#rows, generators, notes: all };
    } catch (error) {
      this.#runs.discard(this.#id);
      throw error;
    }
  }

  #begin({
    plan,
    name,
    startedAt,
    parts,
  }: {
    plan: Plan;
    name: string;
    startedAt: number;
    parts: readonly MergedPart[];
  }): Replay {
    // Rows may name load generators themselves, which must be known before the first row is stored.
    for (const { source } of parts) for (const sender of source.survey.traits.senders) this.#generators.of(sender, false);
    const importedFrom = [...new Set(parts.map(({ source }) => source.fileName))].join(', ').slice(0, 300);
    const run = { id: this.#id, name, planId: null, plan, startedAt: Math.floor(startedAt), importedFrom };
    this.#runs.insert({ ...run, generators: this.#generators.names });
    // The run is hidden until it is complete; if the program dies, it is removed like any deleted run.
    this.#runs.remove(this.#id);
    const handleSnapshot = (snapshot: Snapshot): void => {
      const second = Math.floor(snapshot.startAt / 1000);
      const verdict = snapshot.endAt % 1000 === 0 ? worstOf(parts, second) : null;
      this.#runs.appendSnapshot(this.#id, snapshot, emptySummary(), [], verdict === null ? null : { second, verdict });
    };
    return new Replay(
      plan,
      [],
      handleSnapshot,
      parts.every(({ iterationOffset }) => iterationOffset !== null),
    );
  }

  #add(
    request: ResultRequest,
    part: MergedPart | undefined,
    { replay, patienceMs, counted }: { readonly replay: Replay; readonly patienceMs: number; readonly counted: number },
  ): void {
    if (part === undefined) return;
    if (part.seen !== null && request.seq > 0) {
      const before = part.seen.count;
      part.seen.add(request.seq);
      if (part.seen.count === before) {
        part.known += 1;
        return;
      }
    }
    const { source, shiftMs, vuOffset, iterationOffset } = part;
    const generator = request.sender === '' ? part.generator : this.#generators.of(request.sender, false);
    const vu = (source.survey.vuOf(request) + vuOffset) % VU_NUMBERS;
    const iteration = iterationOffset === null ? this.#rows : (request.iteration ?? 0) + iterationOffset;
    const place = part.stepOf(request);
    this.#generators.fillers[generator]?.add(shiftMs === 0 ? request : moved(request, shiftMs), place, vu, iteration);
    if (request.part !== 'before') this.#iterations.add(iteration);
    if (place.step < counted && !request.isWarmup && isCompleted(OUTCOME_CODE[request.outcome])) {
      this.#times.service[this.#timed] = toMicrosecond(request.endedAt - request.sentAt);
      this.#times.response[this.#timed++] = toMicrosecond(request.endedAt - request.dueAt);
    }
    const { counts } = this.#generators;
    counts[generator] = (counts[generator] ?? 0) + 1;
    this.#rows += 1;
    if (this.#generators.fillers[generator]?.isFull === true) this.#store(replay, patienceMs);
  }

  /** Stores everything that waits: snapshots are closed in order of time, whichever generator sent the rows. */
  #store(replay: Replay, patienceMs: number): void {
    for (const filler of this.#generators.fillers) {
      const batch = filler.take();
      if (batch === null) continue;
      this.#runs.append(this.#id, batch);
      replay.add(batch, this.#stored + 1);
      this.#stored += batch.count;
      for (const endedAt of batch.columns.endedAt) this.#latest = Math.max(this.#latest, endedAt);
    }
    replay.closeUntil(this.#latest - patienceMs);
  }

  #finish(replay: Replay, { durationMs, notes }: { readonly durationMs: number; readonly notes: readonly string[] }): void {
    const { count } = this.#iterations;
    const own = this.#sources.flatMap(({ run }) => (run === null ? [] : [run.summary]));
    const areRuns = own.length === this.#sources.length;
    const sum = (pick: (summary: RunSummary) => number): number => own.reduce((all, one) => all + pick(one), 0);
    const iterations = areRuns
      ? { scheduled: sum((one) => one.iterations.scheduled), started: count, dropped: sum((one) => one.iterations.dropped) }
      : { scheduled: count, started: count, dropped: 0 };
    const dataRows = Object.assign({}, ...this.#sources.map((source) => source.dataRows));
    const { summary, verdicts } = replay.finish(durationMs, iterations, { dataRows });
    const times = this.#exactTimes();
    const exact = { ...summary, ...times, lostRequests: sum((one) => one.lostRequests), generator: generatorOf(own, areRuns) };
    this.#runs.finish(this.#id, { state: 'completed', reason: null, summary: exact, verdicts });
    this.#runs.note(this.#id, notes.join('\n'));
    this.#runs.restore(this.#id);
    const failure = this.#runs.row(this.#id)?.reason ?? null;
    if (failure !== null) throw new UserError('write_failed', failure);
  }

  #exactTimes(): Pick<RunSummary, 'serviceTime' | 'responseTime'> {
    const { service, response } = this.#times;
    return {
      serviceTime: exactTimes(service.subarray(0, this.#timed)).stats,
      responseTime: exactTimes(response.subarray(0, this.#timed)).stats,
    };
  }
}

function titleOf(sources: readonly MergeSource[]): string {
  const names = new Set(sources.flatMap(({ run }) => (run === null ? [] : [run.plan.name])));
  const [only, other] = names;
  if (only !== undefined && other === undefined) return only;
  return sources
    .map(({ fileName }) => stemOf(fileName))
    .join(' + ')
    .slice(0, 200);
}

function moved(request: ResultRequest, byMs: number): ResultRequest {
  return {
    ...request,
    dueAt: toMicrosecond(request.dueAt + byMs),
    sentAt: toMicrosecond(request.sentAt + byMs),
    firstByteAt: toMicrosecond(request.firstByteAt + byMs),
    endedAt: toMicrosecond(request.endedAt + byMs),
  };
}

/** If all sources are runs of Onrush, the one that was trusted least. */
function generatorOf(summaries: readonly RunSummary[], areRuns: boolean): GeneratorSummary {
  const order: readonly (HealthVerdict | null)[] = ['suspect', 'strained', 'trusted', null];
  const worst = summaries
    .map(({ generator }) => generator)
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0];
  if (areRuns && worst !== undefined) return worst;
  return { ...NOT_MEASURED, reason: 'Not measured: these requests were imported from files.' };
}
