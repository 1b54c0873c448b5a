// The figures of a whole run so far, folded from closed intervals and from the rows that say more than times.
import { Histogram } from '../../shared/histogram.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { outcomeOf } from '../../shared/outcome.ts';
import type { Plan } from '../../shared/plan.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import { errorRate, headlineOf, type FailureGroup, type RunSummary, type TimeStats } from '../../shared/summary.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { judge, parseThreshold, type Threshold, type TimeMeasure, type Verdict } from '../../shared/threshold.ts';

/** Kinds of failure that are told apart; beyond it only the counts by outcome grow. */
const MOST_FAILURE_GROUPS = 500;

interface Group {
  readonly outcome: Outcome;
  readonly code: string;
  readonly message: string;
  count: number;
  firstAt: number;
  lastAt: number;
}

export class RunFigures {
  readonly #plan: Plan;
  readonly #thresholds: readonly Threshold[];
  readonly #service = new Histogram();
  readonly #response = new Histogram();
  readonly #outcomes: Partial<Record<Outcome, number>> = {};
  readonly #statuses = new Uint32Array(1000);
  readonly #groups = new Map<string, Group>();
  #total = 0;
  #succeeded = 0;
  #failed = 0;
  #cancelled = 0;
  #bytesIn = 0;
  #bytesOut = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#thresholds = plan.thresholds.flatMap((expression) => {
      const parsed = parseThreshold(expression);
      return parsed.ok ? [parsed.threshold] : [];
    });
  }

  /** Requests that ended within closed intervals. */
  get total(): number {
    return this.#total;
  }

  addBatch({ columns, count, errors }: SampleBatch): void {
    for (let row = 0; row < count; row += 1) {
      const status = columns.status[row] ?? 0;
      this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
      this.#bytesOut += columns.bytesOut[row] ?? 0;
      const error = errors[(columns.error[row] ?? 0) - 1];
      if (error !== undefined) this.#countFailure(outcomeOf(columns.outcome[row] ?? 0), error, columns.endedAt[row] ?? 0);
    }
  }

  addSnapshot(snapshot: Snapshot): void {
    this.#service.add(snapshot.service);
    this.#response.add(snapshot.response);
    this.#total += snapshot.service.count;
    this.#succeeded += snapshot.succeeded;
    this.#failed += snapshot.failed;
    this.#cancelled += snapshot.cancelled;
    this.#bytesIn += snapshot.bytesIn;
    for (const [outcome, count] of Object.entries(snapshot.outcomes) as [Outcome, number][]) {
      this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + count;
    }
  }

  summary(durationMs: number, iterations: RunSummary['iterations']): RunSummary {
    const completed = this.#succeeded + this.#failed;
    return {
      durationMs,
      requests: { total: this.#total, succeeded: this.#succeeded, failed: this.#failed, cancelled: this.#cancelled },
      throughput: durationMs > 0 ? completed / (durationMs / 1000) : 0,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
      serviceTime: statsOf(this.#service),
      responseTime: statsOf(this.#response),
      outcomes: { ...this.#outcomes },
      statusCodes: this.#statusCodes(),
      iterations,
      failures: this.#failureGroups(),
    };
  }

  verdicts(summary: RunSummary): Verdict[] {
    const source = (measure: TimeMeasure): Histogram => (measure === 'service_time' ? this.#service : this.#response);
    const figures = {
      headline: headlineOf(this.#plan.load.model),
      ended: summary.requests.total,
      errorRate: errorRate(summary.requests),
      throughput: summary.throughput,
      dropped: summary.iterations.dropped,
      time: (measure: TimeMeasure) => {
        const histogram = source(measure);
        const { min, mean, max } = histogram;
        return { min, mean, max, percentile: (percent: number) => histogram.percentile(percent) };
      },
    };
    return this.#thresholds.map((threshold) => judge(threshold, figures));
  }

  #countFailure(outcome: Outcome, { code, message }: { code: string; message: string }, endedAt: number): void {
    const key = `${outcome}\n${code}\n${message}`;
    const known = this.#groups.get(key);
    if (known === undefined) {
      if (this.#groups.size === MOST_FAILURE_GROUPS) return;
      this.#groups.set(key, { outcome, code, message, count: 1, firstAt: endedAt, lastAt: endedAt });
      return;
    }
    known.count += 1;
    known.firstAt = Math.min(known.firstAt, endedAt);
    known.lastAt = Math.max(known.lastAt, endedAt);
  }

  #statusCodes(): Record<string, number> {
    const codes: Record<string, number> = {};
    for (let status = 100; status < this.#statuses.length; status += 1) {
      const count = this.#statuses[status] ?? 0;
      if (count > 0) codes[status] = count;
    }
    return codes;
  }

  #failureGroups(): FailureGroup[] {
    return [...this.#groups.values()].map((group) => ({ ...group })).toSorted((a, b) => b.count - a.count);
  }
}

function statsOf(histogram: Histogram): TimeStats {
  return {
    min: histogram.min,
    mean: histogram.mean,
    p50: histogram.percentile(50),
    p75: histogram.percentile(75),
    p90: histogram.percentile(90),
    p95: histogram.percentile(95),
    p99: histogram.percentile(99),
    'p99.9': histogram.percentile(99.9),
    max: histogram.max,
  };
}
