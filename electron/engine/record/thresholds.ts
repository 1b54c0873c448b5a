// All thresholds of a run: evaluates them at each snapshot, and decides whether one of them stops the run.
import type { Plan } from '../../../shared/plan/plan.ts';
import { countedSteps } from '../../../shared/plan/sent-steps.ts';
import type { CompletedJourney } from '../../../shared/journey-rows.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { SNAPSHOT_MS } from '../../../shared/snapshot.ts';
import { judgedThresholds } from '../../../shared/plan/judged-thresholds.ts';
import { parseThreshold } from '../../../shared/plan/threshold-expression.ts';
import type { ThresholdFigures, Verdict } from '../../../shared/plan/threshold.ts';
import { ThresholdMeter, type ActiveMs } from './threshold-meter.ts';

export class Thresholds {
  readonly #meters: readonly ThresholdMeter[];
  readonly #warmupMs: number;
  readonly #countedSteps: number;
  /** Since when each threshold has been failing; undefined if it is not. */
  readonly #failingSince: (number | undefined)[] = [];

  constructor(plan: Plan) {
    this.#warmupMs = plan.warmup;
    this.#countedSteps = countedSteps(plan);
    this.#meters = judgedThresholds(plan).flatMap((options) => {
      const parsed = parseThreshold(options.expression);
      return parsed.ok ? [new ThresholdMeter(plan, options, parsed.threshold)] : [];
    });
  }

  /** Takes the batch's rows from `from` up to, but not including, `to`. Rows of the warm-up are not counted. */
  addRows({ columns }: SampleBatch, from: number, to: number): void {
    if (this.#meters.length === 0) return;
    for (let row = from; row < to; row += 1) {
      if ((columns.sentAt[row] ?? 0) < this.#warmupMs || (columns.step[row] ?? 0) >= this.#countedSteps) continue;
      for (const meter of this.#meters) meter.addRow(columns, row);
    }
  }

  addJourney(journey: CompletedJourney): void {
    for (const meter of this.#meters) meter.addJourney(journey);
  }

  /** `index` is the last closed snapshot interval; see ActiveMs. */
  judge(index: number, whole: ThresholdFigures, activeMs: ActiveMs): Verdict[] {
    return this.#meters.map((meter, at) => {
      const { over } = meter.options;
      const verdict = { ...meter.verdict(index, whole, activeMs), ...(over === undefined ? {} : { over }) };
      const fails = verdict.actual !== null && !verdict.passed;
      // The requests that made it fail ended within the interval.
      const failingSince = fails ? (this.#failingSince[at] ?? Math.max(0, index * SNAPSHOT_MS)) : undefined;
      this.#failingSince[at] = failingSince;
      return failingSince === undefined ? verdict : { ...verdict, failingSince };
    });
  }

  /** The first verdict that stops the run at time `at`; null if there is none. */
  stopping(verdicts: readonly Verdict[], at: number, pausedWithin: (from: number, to: number) => number): Verdict | null {
    const isStopping = ({ actual, passed }: Verdict, index: number): boolean => {
      const options = this.#meters[index]?.options;
      if (options === undefined || !options.abortOnFail || at < options.delay || actual === null || passed) return false;
      // A window that contains part of a pause has too few requests to stop a run.
      return options.over === undefined || pausedWithin(at - options.over, at) === 0;
    };
    return verdicts.find(isStopping) ?? null;
  }
}
