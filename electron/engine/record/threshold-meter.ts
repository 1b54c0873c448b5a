// Evaluates one threshold during the run. Most thresholds read the figures of the run; those with a scope, a phase or a window
// keep their own histogram.
import { Histogram, percentileOf, type HistogramData } from '../../../shared/histogram.ts';
import { isCompleted, isFailure, outcomeOf } from '../../../shared/outcome.ts';
import { phaseOf, PHASES } from '../../../shared/phase.ts';
import type { CompletedJourney } from '../../../shared/journey-rows.ts';
import type { Plan, PlanThreshold } from '../../../shared/plan/plan.ts';
import type { SampleColumns } from '../../../shared/sample.ts';
import { SNAPSHOT_MS } from '../../../shared/snapshot.ts';
import { headlineOf } from '../../../shared/summary.ts';
import {
  judge,
  type ThresholdScope,
  type Threshold,
  type ThresholdFigures,
  type JudgedTimes,
  type Verdict,
} from '../../../shared/plan/threshold.ts';

/** How long the run has gone on since `from`, without its warm-up and pauses. In ms. */
export type ActiveMs = (from: number) => number;

/** One snapshot interval of a window, or the whole run so far. */
interface Slot {
  readonly histogram: Histogram;
  /** The same in its sparse form; null after a change. */
  data: HistogramData | null;
  completed: number;
  failed: number;
}

export class ThresholdMeter {
  readonly options: PlanThreshold;
  readonly #plan: Plan;
  readonly #threshold: Threshold;
  /** Indexes of the steps in its scope; null for all. */
  readonly #steps: ReadonlySet<number> | null;
  /** The length of the window in snapshot intervals; null for the whole run. */
  readonly #window: number | null;
  readonly #slots = new Map<number, Slot>();
  /** Used again for each verdict. */
  readonly #all = new Histogram();
  readonly #isNeeded: boolean;
  /** True if it measures journeys, not requests. */
  readonly #isOfJourneys: boolean;

  constructor(plan: Plan, options: PlanThreshold, threshold: Threshold) {
    this.options = options;
    this.#plan = plan;
    this.#threshold = threshold;
    this.#steps = stepsInScope(plan, threshold.scope);
    this.#window = options.over === undefined ? null : Math.max(1, Math.round(options.over / SNAPSHOT_MS));
    const { subject } = threshold;
    const ofPhase = subject.kind === 'time' && PHASES.some((phase) => phase === subject.measure);
    this.#isOfJourneys = subject.kind === 'time' && subject.measure === 'journey_time';
    this.#isNeeded =
      this.#isOfJourneys ||
      (subject.kind !== 'dropped' && subject.kind !== 'checks' && (this.#steps !== null || this.#window !== null || ofPhase));
  }

  addRow(columns: SampleColumns, row: number): void {
    if (!this.#isNeeded || this.#isOfJourneys) return;
    if (this.#steps !== null && !this.#steps.has(columns.step[row] ?? 0)) return;
    const outcome = columns.outcome[row] ?? 0;
    if (!isCompleted(outcome)) return;
    const slot = this.#slotAt(Math.floor((columns.endedAt[row] ?? 0) / SNAPSHOT_MS));
    slot.completed += 1;
    if (isFailure(outcomeOf(outcome))) slot.failed += 1;
    const value = this.#valueOf(columns, row);
    if (!Number.isNaN(value)) record(slot, value);
  }

  addJourney({ scenario, endedAt, timeMs }: CompletedJourney): void {
    const { scope } = this.#threshold;
    if (!this.#isOfJourneys || (scope.scenario !== null && this.#plan.scenarios[scenario]?.name !== scope.scenario)) return;
    const slot = this.#slotAt(Math.floor(endedAt / SNAPSHOT_MS));
    slot.completed += 1;
    record(slot, timeMs);
  }

  /** `index` is the last closed snapshot interval; `whole` holds the figures of the run so far. */
  verdict(index: number, whole: ThresholdFigures, activeMs: ActiveMs): Verdict {
    return judge(this.#threshold, this.#isNeeded ? this.#ownFigures(index, whole, activeMs) : whole);
  }

  #slotAt(index: number): Slot {
    const key = this.#window === null ? 0 : index;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = { histogram: new Histogram(), data: null, completed: 0, failed: 0 };
    this.#slots.set(key, slot);
    return slot;
  }

  #valueOf(columns: SampleColumns, row: number): number {
    const { subject } = this.#threshold;
    if (subject.kind !== 'time') return Number.NaN;
    const measure = subject.measure === 'headline' ? headlineOf(this.#plan.load.model) : subject.measure;
    const endedAt = columns.endedAt[row] ?? 0;
    if (measure === 'service_time') return endedAt - (columns.sentAt[row] ?? 0);
    if (measure === 'journey_time') return Number.NaN;
    if (measure === 'response_time') return endedAt - (columns.dueAt[row] ?? 0);
    return phaseOf(columns, row, measure);
  }

  #ownFigures(index: number, whole: ThresholdFigures, activeMs: ActiveMs): ThresholdFigures {
    const slots = this.#slotsIn(index);
    const completed = slots.reduce((sum, slot) => sum + slot.completed, 0);
    const failed = slots.reduce((sum, slot) => sum + slot.failed, 0);
    const spanMs = activeMs(this.#window === null ? 0 : (index + 1 - this.#window) * SNAPSHOT_MS);
    const times = sourceOf(this.#merged(slots));
    return {
      ...whole,
      ended: completed,
      errorRate: completed === 0 ? 0 : failed / completed,
      throughput: spanMs > 0 ? completed / (spanMs / 1000) : 0,
      time: () => times,
    };
  }

  /** Only the last interval or two have changed since the last snapshot, so the others keep their sparse form. */
  #merged(slots: readonly Slot[]): HistogramData {
    const [only] = slots;
    if (slots.length === 1 && only !== undefined) return (only.data ??= only.histogram.toData());
    this.#all.clear();
    for (const slot of slots) this.#all.add((slot.data ??= slot.histogram.toData()));
    return this.#all.toData();
  }

  /** The intervals of the window, oldest first. Earlier ones are discarded. */
  #slotsIn(index: number): Slot[] {
    const window = this.#window;
    if (window === null) return [...this.#slots.values()];
    for (const at of this.#slots.keys()) if (at <= index - window) this.#slots.delete(at);
    return [...this.#slots.entries()].filter(([at]) => at <= index).map(([, slot]) => slot);
  }
}

function record(slot: Slot, value: number): void {
  slot.histogram.record(value);
  slot.data = null;
}

function stepsInScope(plan: Plan, { scenario, step }: ThresholdScope): ReadonlySet<number> | null {
  if (scenario === null && step === null) return null;
  const all = plan.scenarios.flatMap(({ name, steps }) => steps.map((one) => ({ scenario: name, step: one.name })));
  const inScope = all.flatMap((one, index) => {
    const isIn = (scenario === null || one.scenario === scenario) && (step === null || one.step === step);
    return isIn ? [index] : [];
  });
  return new Set(inScope);
}

function sourceOf(data: HistogramData): JudgedTimes {
  const { count, min, max, sum } = data;
  return { count, min, max, mean: count === 0 ? 0 : sum / count, percentile: (percent) => percentileOf(data, percent) };
}
