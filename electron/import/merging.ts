// Stores the requests of several sources as one run. It appears in the history completely or not at all.
import { randomUUID } from 'node:crypto';
import { UserError } from '../../shared/errors.ts';
import { NOT_MEASURED, type GeneratorSummary, type HealthVerdict } from '../../shared/health.ts';
import { NumberSet } from '../../shared/number-set.ts';
import { isCompleted } from '../../shared/outcome.ts';
import { countedSteps, sentStepsOf } from '../../shared/plan/sent-steps.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import { Replay } from '../engine/record/replay.ts';
import { CountedTimes } from '../samples/counted-times.ts';
import type { RunStore } from '../store/run-store.ts';
import {
  copiedNotes,
  Generators,
  notesOfParts,
  mergedParts,
  tracedParts,
  VU_NUMBERS,
  worstOf,
  type MergedPart,
} from './merge-parts.ts';
import { mergeRows } from './merge-rows.ts';
import { stemOf, type MergeSource } from './merge-source.ts';
import { mergedPlan } from './merged-plan.ts';
import type { RowBlock } from './row-block.ts';
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
  readonly #times = { service: new CountedTimes(), response: new CountedTimes() };
  #rows = 0;
  #stored = 0;
  #latest = 0;

  constructor(runs: RunStore, sources: readonly MergeSource[], options: MergingOptions & { readonly notes: readonly string[] }) {
    this.#runs = runs;
    this.#sources = sources;
    this.#options = options;
  }

  async run(readingOf: (source: MergeSource) => ReadingWatch): Promise<MergedRun> {
    const { align, name, notes } = this.#options;
    const origin = Math.min(...this.#sources.map(({ survey }) => survey.startedAt));
    const shifts = this.#sources.map(({ survey }) => (align === 'start' ? 0 : survey.startedAt - origin));
    const durationMs = Math.max(...this.#sources.map(({ survey }, at) => survey.durationMs + (shifts[at] ?? 0)));
    const title = name ?? titleOf(this.#sources);
    const { plan, stepsOf } = mergedPlan(title, this.#sources, durationMs);
    const parts = mergedParts(this.#sources, { shifts, stepsOf, generators: this.#generators });
    const said = notesOfParts(parts, align === 'start');
    const replay = this.#begin({ plan, name: title, startedAt: origin, parts });
    try {
      const patienceMs = Math.min(MOST_PATIENCE_MS, Math.max(...this.#sources.map(({ survey }) => survey.patienceMs)));
      const adding = { replay, patienceMs, counted: countedSteps(plan), sent: sentStepsOf(plan) };
      await mergeRows(
        parts.map(({ source, shiftMs, stepOf }) => ({ blocks: source.blocks(readingOf(source), stepOf === null), shiftMs })),
        (block, row, at) => this.#add(block, row, parts[at], adding),
      );
      this.#store(replay, 0);
      const all = [...notes, ...copiedNotes(parts), ...said];
      this.#finish(replay, { durationMs, notes: all, traced: tracedParts(parts, this.#generators.names.length) });
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
    for (const { source } of parts) for (const sender of source.survey.senders) this.#generators.of(sender, false);
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

  #add(block: RowBlock, row: number, part: MergedPart | undefined, { replay, patienceMs, counted, sent }: Adding): void {
    if (part === undefined || !isNew(part, block.seq[row] ?? 0)) return;
    const { columns } = block.batch;
    const { shiftMs, vuOffset, iterationOffset, stepOf } = part;
    const sender = block.sender[row] ?? 0;
    const generator = sender === 0 ? part.generator : this.#generators.of(block.senders[sender - 1] ?? '', false);
    const place = columns.step[row] ?? 0;
    const step = stepOf === null ? place : (stepOf[place] ?? 0);
    const vu = ((columns.vu[row] ?? 0) + vuOffset) % VU_NUMBERS;
    const iteration = iterationOffset === null ? this.#rows : (columns.iteration[row] ?? 0) + iterationOffset;
    const filler = this.#generators.fillers[generator];
    filler?.copy(block.batch, row, { step, vu, iteration, shiftMs });
    if (sent[step]?.part !== 'before') this.#iterations.add(iteration);
    if (step < counted && block.isWarmup[row] === 0 && isCompleted(columns.outcome[row] ?? 0)) {
      const endedAt = columns.endedAt[row] ?? 0;
      this.#times.service.add(endedAt - (columns.sentAt[row] ?? 0));
      this.#times.response.add(endedAt - (columns.dueAt[row] ?? 0));
    }
    const { counts } = this.#generators;
    counts[generator] = (counts[generator] ?? 0) + 1;
    this.#rows += 1;
    if (filler?.isFull === true) this.#store(replay, patienceMs);
  }

  /** Stores everything that waits: snapshots are closed in order of time, whichever generator sent the rows. */
  #store(replay: Replay, patienceMs: number): void {
    for (const filler of this.#generators.fillers) {
      const batch = filler.take();
      if (batch === null) continue;
      this.#runs.append(this.#id, batch);
      replay.add(batch, this.#stored + 1);
      this.#stored += batch.count;
      this.#latest = Math.max(this.#latest, latestOf(batch));
    }
    replay.closeUntil(this.#latest - patienceMs);
  }

  #finish(replay: Replay, { durationMs, notes, traced }: MergedEnd): void {
    const { count } = this.#iterations;
    const own = this.#sources.flatMap(({ run }) => (run === null ? [] : [run.summary]));
    const areRuns = own.length === this.#sources.length;
    const sum = (pick: (summary: RunSummary) => number): number => own.reduce((all, one) => all + pick(one), 0);
    const iterations = areRuns
      ? { scheduled: sum((one) => one.iterations.scheduled), started: count, dropped: sum((one) => one.iterations.dropped) }
      : { scheduled: count, started: count, dropped: 0 };
    const dataRows = Object.assign({}, ...this.#sources.map(({ survey }) => survey.dataRows));
    const { summary, verdicts } = replay.finish(durationMs, iterations, { dataRows });
    const times = { serviceTime: this.#times.service.stats(), responseTime: this.#times.response.stats() };
    const exact = { ...summary, ...times, lostRequests: sum((one) => one.lostRequests), generator: generatorOf(own, areRuns) };
    const whole = traced === undefined ? exact : { ...exact, traced };
    this.#runs.finish(this.#id, { state: 'completed', reason: null, summary: whole, verdicts });
    this.#runs.note(this.#id, notes.join('\n'));
    this.#runs.restore(this.#id);
    const failure = this.#runs.row(this.#id)?.reason ?? null;
    if (failure !== null) throw new UserError('write_failed', failure);
  }
}

interface MergedEnd {
  readonly durationMs: number;
  readonly notes: readonly string[];
  readonly traced: ReturnType<typeof tracedParts>;
}

interface Adding {
  readonly replay: Replay;
  readonly patienceMs: number;
  /** Steps that count, which are the first ones of the plan. */
  readonly counted: number;
  readonly sent: ReturnType<typeof sentStepsOf>;
}

/** False where this or another file held the same request of the same run before. */
function isNew(part: MergedPart, seq: number): boolean {
  if (part.seen === null || seq <= 0) return true;
  const before = part.seen.count;
  part.seen.add(seq);
  if (part.seen.count > before) return true;
  part.known += 1;
  return false;
}

function latestOf({ columns, count }: SampleBatch): number {
  let latest = 0;
  for (let row = 0; row < count; row += 1) latest = Math.max(latest, columns.endedAt[row] ?? 0);
  return latest;
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

/** If all sources are runs of Onrush, the one that was trusted least. */
function generatorOf(summaries: readonly RunSummary[], areRuns: boolean): GeneratorSummary {
  const order: readonly (HealthVerdict | null)[] = ['suspect', 'strained', 'trusted', null];
  const worst = summaries
    .map(({ generator }) => generator)
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0];
  if (areRuns && worst !== undefined) return worst;
  return { ...NOT_MEASURED, reason: 'Not measured: these requests were imported from files.' };
}
