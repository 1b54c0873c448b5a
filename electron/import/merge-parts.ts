// The parts of a merged run: which load generator sent their rows, how their times and numbers are shifted, and the notes about
// them. Pure.
import { plural } from '../../shared/format.ts';
import { worseVerdict, type HealthVerdict } from '../../shared/health.ts';
import type { TracedPart } from '../../shared/traced-run.ts';
import { NumberSet } from '../../shared/number-set.ts';
import { BatchFiller } from './batch-filler.ts';
import type { MergeSource } from './merge-source.ts';
import { timingNotes } from './merge-timing.ts';

export const VU_NUMBERS = 65_536;

export interface MergedPart {
  readonly source: MergeSource;
  readonly shiftMs: number;
  /** Of each step of its batches, the one of the plan; null where they are the same. */
  readonly stepOf: readonly number[] | null;
  readonly vuOffset: number;
  /** If it is null, its rows are numbered one by one. */
  readonly iterationOffset: number | null;
  /** The load generator of rows that do not name one. */
  readonly generator: number;
  /** The rows of the same run that were already seen in this or another file; null if no run is named. */
  readonly seen: NumberSet | null;
  known: number;
}

/** The load generators of a run, each with the requests that are not stored yet. */
export class Generators {
  readonly names: string[] = [];
  readonly counts: number[] = [];
  readonly fillers: BatchFiller[] = [];

  /** With `isNew`, a name that is taken belongs to a different generator. Returns the generator's number. */
  of(name: string, isNew: boolean): number {
    const known = this.names.indexOf(name);
    if (known !== -1 && !isNew) return known;
    this.names.push(known === -1 ? name : `${name} (${this.names.length + 1})`);
    this.counts.push(0);
    this.fillers.push(new BatchFiller(this.names.length - 1));
    return this.names.length - 1;
  }
}

interface Placing {
  /** By source. */
  readonly shifts: readonly number[];
  readonly stepsOf: readonly (readonly number[] | null)[];
  readonly generators: Generators;
}

export function mergedParts(sources: readonly MergeSource[], { shifts, stepsOf, generators }: Placing): readonly MergedPart[] {
  const parts: MergedPart[] = [];
  const isOwn = sources.every(({ survey }) => survey.kind === 'requests');
  const iterationsOf = sources.map(({ survey }) => new NumberSet(survey.iterations));
  const areApart = isOwn && areDisjoint(iterationsOf);
  const haveOwnUsers = areApart && areDisjoint(sources.map(({ survey }) => new NumberSet(survey.numbersOfUsers)));
  let [vus, iterations] = [0, 0];
  for (const [at, source] of sources.entries()) {
    const { runId, senders } = source.survey;
    const same = runId === '' ? undefined : parts.find((part) => part.source.survey.runId === runId);
    const [sender] = senders;
    parts.push({
      source,
      shiftMs: shifts[at] ?? 0,
      stepOf: stepsOf[at] ?? null,
      vuOffset: same?.vuOffset ?? (haveOwnUsers ? 0 : vus),
      iterationOffset: isOwn ? (same?.iterationOffset ?? (areApart ? 0 : iterations)) : null,
      generator: same?.generator ?? generators.of(sender ?? source.name, sender === undefined),
      seen: same?.seen ?? (runId === '' ? null : new NumberSet()),
      known: 0,
    });
    if (same !== undefined) continue;
    vus += source.survey.users;
    iterations += (iterationsOf[at]?.most ?? -1) + 1;
  }
  return parts;
}

/** Notes on how the parts relate in time, and the notes of each file. */
export function notesOfParts(parts: readonly MergedPart[], isAligned: boolean): readonly string[] {
  const own = parts.flatMap(({ source }) => source.survey.notes.map((note) => `${source.fileName}: ${note}`));
  const timed = parts.map(({ source, shiftMs }) => ({
    name: source.name,
    beganAt: shiftMs,
    endedAt: shiftMs + source.survey.durationMs,
    seconds: secondsOf(source),
  }));
  const users = parts.reduce((sum, { source }) => sum + source.survey.users, 0);
  const shared =
    users > VU_NUMBERS
      ? [`They name ${users.toLocaleString('en')} virtual users, which share ${VU_NUMBERS.toLocaleString('en')} numbers.`]
      : [];
  return [...timingNotes(timed, isAligned), ...own, ...shared];
}

/** Relative to its own beginning, except that those of a JTL are in clock time. */
function secondsOf({ survey }: MergeSource): ReadonlySet<number> {
  const first = survey.kind === 'requests' ? 0 : Math.floor(survey.startedAt / 1000);
  return new Set(survey.seconds.map((second) => second - first));
}

function areDisjoint(sets: readonly NumberSet[]): boolean {
  return sets.every((set, at) => sets.slice(at + 1).every((other) => !set.meets(other)));
}

/** By load generator: the run that sent its requests, if they carried a trace context. Undefined if none did. */
export function tracedParts(parts: readonly MergedPart[], generators: number): readonly (TracedPart | null)[] | undefined {
  const traced = Array.from({ length: generators }, (_, generator): TracedPart | null => {
    const [own, ...others] = parts.filter((part) => part.generator === generator);
    const { runId = '' } = own?.source.survey ?? {};
    const isOfOne = others.every(({ source }) => source.survey.runId === runId);
    // Another order of the steps would lead to other traces.
    if (own?.source.run?.isTraced !== true || own.stepOf !== null || own.iterationOffset === null || !isOfOne) return null;
    return { runId, firstIteration: own.iterationOffset };
  });
  return traced.every((part) => part === null) ? undefined : traced;
}

/** The worst verdict of all their load generators in a second of the run; null if none was measured. */
export function worstOf(parts: readonly MergedPart[], second: number): HealthVerdict | null {
  const verdicts = parts.map(
    ({ source, shiftMs }) => source.survey.verdicts.get(Math.floor((second * 1000 - shiftMs) / 1000)) ?? null,
  );
  return verdicts.reduce(
    (worst, verdict) => (worst === null ? verdict : verdict === null ? worst : worseVerdict(worst, verdict)),
    null,
  );
}

export function copiedNotes(parts: readonly MergedPart[]): readonly string[] {
  return parts.flatMap(({ source, known }) =>
    known === 0
      ? []
      : [
          `${known} ${plural(known, 'request')} of ${source.fileName} ${known === 1 ? 'is' : 'are'} in another file of the same run as well; each is counted once.`,
        ],
  );
}
