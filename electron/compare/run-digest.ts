// Everything that a comparison needs of one stored run, collected in one reading.
import {
  isSameComparedStep,
  MOST_COMPARED_TASKS,
  RESAMPLED_FIGURES,
  type ComparedRun,
  type ComparedStepName,
  type ComparedTask,
} from '../../shared/comparison.ts';
import { isCompleted, isFailure, outcomeOf } from '../../shared/outcome.ts';
import { countedSteps } from '../../shared/plan/sent-steps.ts';
import type { RunRow } from '../../shared/run.ts';
import type { ColumnName, SampleColumns } from '../../shared/sample.ts';
import { completedOf, headlineOf, type StepSummary } from '../../shared/summary.ts';
import type { Measured } from './compare-pair.ts';
import { RunSeries, spectrumOf } from './run-series.ts';
import { figuresOfDraw, wholeDraw } from './unit-figures.ts';
import { SPANS_FROM_REQUESTS, SpanUnits, unitsOfEach, type Request, type Units } from './units.ts';

export const DIGEST_COLUMNS = [
  'iteration',
  'step',
  'outcome',
  'dueAt',
  'sentAt',
  'firstByteAt',
  'endedAt',
] as const satisfies readonly ColumnName[];

export interface DigestBatch {
  readonly count: number;
  readonly columns: Pick<SampleColumns, (typeof DIGEST_COLUMNS)[number]>;
}

export interface RunDigest {
  readonly measured: Measured;
  readonly shown: ComparedRun;
}

/**
 * The warm-up and cancelled requests are left out, as in every figure of a run; a cancelled task is only drawn. `step` restricts
 * the digest to its requests.
 */
export function digestRun(row: RunRow, batches: Iterable<DigestBatch>, step: ComparedStepName | null = null): RunDigest {
  const { plan, summary } = row;
  const counted = countedSteps(plan);
  const isMeant = meantSteps(row, step);
  const spans = new SpanUnits(plan.warmup, summary.durationMs);
  const series = new RunSeries(summary.durationMs, completedOf((stepSummary(row, step) ?? summary).requests));
  const tasks: { readonly task: ComparedTask; readonly iteration: number }[] = [];
  /** All requests, as long as there are few. */
  const single: Request[] = [];
  let [requests, failed] = [0, 0];
  for (const { columns, count } of batches) {
    for (let at = 0; at < count; at += 1) {
      const sentAt = columns.sentAt[at] ?? 0;
      const index = columns.step[at] ?? 0;
      if (sentAt < plan.warmup || index >= counted || !isMeant(index)) continue;
      const code = columns.outcome[at] ?? 0;
      const outcome = outcomeOf(code);
      const [dueAt, endedAt] = [columns.dueAt[at] ?? 0, columns.endedAt[at] ?? 0];
      if (isCompleted(code)) {
        const request = { dueAt, sentAt, endedAt, isFailed: isFailure(outcome) };
        requests += 1;
        if (request.isFailed) failed += 1;
        if (requests < SPANS_FROM_REQUESTS) single.push(request);
        spans.add(request);
        series.add(request);
      }
      if (tasks.length > MOST_COMPARED_TASKS) continue;
      const firstByteAt = columns.firstByteAt[at] ?? Number.NaN;
      const receivedAt = Number.isNaN(firstByteAt) ? null : firstByteAt;
      tasks.push({ task: { dueAt, sentAt, firstByteAt: receivedAt, endedAt, outcome }, iteration: columns.iteration[at] ?? 0 });
    }
  }
  const units = requests < SPANS_FROM_REQUESTS ? unitsOfEach(single) : spans.toUnits();
  const inOrder = tasks.toSorted((a, b) => a.iteration - b.iteration || a.task.sentAt - b.task.sentAt);
  return {
    measured: measuredOf(row, units, requests, failed, step),
    shown: {
      row,
      requests,
      throughput: throughputOf(row, step),
      tasks: tasks.length <= MOST_COMPARED_TASKS ? inOrder.map(({ task }) => task) : null,
      series: series.toSeries(),
      spectrum: spectrumOf(units, requests),
    },
  };
}

function stepSummary({ summary }: RunRow, step: ComparedStepName | null): StepSummary | null {
  return step === null ? null : (summary.steps.find((one) => isSameComparedStep(one, step)) ?? null);
}

/** The same figure as on every other screen. */
function throughputOf(row: RunRow, step: ComparedStepName | null): number {
  return (step === null ? row.summary : stepSummary(row, step))?.throughput ?? 0;
}

/** Steps are indexed in the plan's order, through all scenarios. */
function meantSteps({ plan }: RunRow, step: ComparedStepName | null): (index: number) => boolean {
  if (step === null) return () => true;
  const isOfStep = plan.scenarios.flatMap(({ name: scenario, steps }) =>
    steps.map(({ name }) => isSameComparedStep({ scenario, name }, step)),
  );
  return (index) => isOfStep[index] ?? false;
}

function measuredOf(row: RunRow, units: Units, requests: number, failed: number, step: ComparedStepName | null): Measured {
  const { plan, summary } = row;
  return {
    units,
    figures: exactFigures(units, throughputOf(row, step)),
    requests,
    failed,
    durationMs: summary.durationMs,
    headline: headlineOf(plan.load.model),
    // The requests of one step do not form a queue, because others are sent between them.
    isQueue: plan.load.model === 'iterations' && step === null,
    loadKey:
      plan.load.model === 'iterations'
        ? null
        : `${plan.warmup} ${Math.round(summary.durationMs / 500)} ${JSON.stringify(plan.load)}`,
  };
}

/**
 * The figures of the real requests, not of a queue that is put together again; the throughput is the same as on every other
 * screen.
 */
function exactFigures(units: Units, throughput: number): Float64Array {
  const figures = figuresOfDraw({ ...units, queue: null }, wholeDraw(units));
  figures[RESAMPLED_FIGURES.indexOf('throughput')] = throughput;
  return figures;
}
