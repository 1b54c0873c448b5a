// What is to be known of a file of requests before it becomes a part of a merged run: plain, because another thread may have read it.
import type { HealthVerdict } from '../../shared/health.ts';
import type { PlanFacts } from './imported-plan.ts';
import type { FileKind } from './request-columns.ts';
import type { ResultFile } from './result-file.ts';
import type { RowSample } from './row-sample.ts';
import { LONG_PAUSE_MS } from './stretches.ts';
import type { Survey } from './survey.ts';

export interface SourceSurvey {
  readonly kind: FileKind;
  /** In whole sentences. */
  readonly notes: readonly string[];
  /** The point in time from which its times count, in epoch ms. */
  readonly startedAt: number;
  /** The end of its last request, in ms after `startedAt`. */
  readonly durationMs: number;
  readonly requests: number;
  /** How many virtual users it names. */
  readonly users: number;
  readonly patienceMs: number;
  readonly facts: Omit<PlanFacts, 'name'>;
  /** How many rows each data file has, by its name. */
  readonly dataRows: Readonly<Record<string, number>>;
  /** By second since its beginning. */
  readonly verdicts: ReadonlyMap<number, HealthVerdict | null>;
  /** See RowTraits. */
  readonly runId: string;
  readonly fingerprint: string;
  readonly sample: RowSample;
  readonly senders: readonly string[];
  readonly seconds: readonly number[];
  /** Bits of sets of numbers. */
  readonly iterations: Uint8Array;
  readonly numbersOfUsers: Uint8Array;
}

/** Of a table of requests; `start`: when its run began, where its times count from that. @throws UserError import_invalid */
export function surveyOfTable({ survey, notes }: ResultFile, start: number): SourceSurvey {
  const runs = survey.runs();
  const isOwn = survey.kind === 'requests';
  const startedAt = isOwn ? start : Math.floor(runs[0]?.from ?? 0);
  const pauses = runs.length - 1;
  const paused = `It pauses ${pauses === 1 ? 'once' : `${pauses} times`} for ${LONG_PAUSE_MS / 60_000} minutes or more, and is treated as one run.`;
  return {
    ...surveyOf(survey, (runs.at(-1)?.to ?? 0) - (isOwn ? 0 : startedAt)),
    notes: [...notes, ...survey.notes(), ...(pauses > 0 ? [paused] : [])],
    startedAt,
    verdicts: isOwn ? survey.generator.seconds : new Map(),
    dataRows: survey.dataRows,
  };
}

/** What follows from the requests alone. */
export function surveyOf(
  survey: Survey,
  durationMs: number,
): Omit<SourceSurvey, 'notes' | 'startedAt' | 'verdicts' | 'dataRows'> {
  const { traits, count } = survey;
  return {
    kind: survey.kind,
    durationMs,
    requests: count,
    users: survey.users,
    patienceMs: survey.patienceMs,
    facts: survey.facts({ from: 0, to: durationMs, rows: count }),
    runId: traits.runId,
    fingerprint: traits.fingerprint,
    sample: traits.sampler.sample,
    senders: [...traits.senders],
    seconds: [...traits.seconds],
    iterations: traits.iterations.bits,
    numbersOfUsers: traits.users.bits,
  };
}
