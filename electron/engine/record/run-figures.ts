// The figures of a whole run so far, folded from closed intervals and from the rows with details.
import { countChecks } from './journey-summary.ts';
import { Histogram } from '../../../shared/histogram.ts';
import { isCompleted, isFailure, OUTCOMES, outcomeOf, type Outcome } from '../../../shared/outcome.ts';
import { PHASES, readPhases, type Phase, type PhaseStats } from '../../../shared/phase.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { PROTOCOLS, type SampleBatch, type SampleColumns } from '../../../shared/sample.ts';
import { completedOf, errorRate, headlineOf, type FailureGroup, type RunSummary } from '../../../shared/summary.ts';
import { RunTimes } from './run-times.ts';
import { SetupFigures } from './setup-figures.ts';
import { statsOf } from './stats-of.ts';
import { StepFigures } from './step-figures.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import type { ThresholdFigures, JudgedTimes } from '../../../shared/plan/threshold.ts';

/** How many kinds of failure are listed separately; the rest is only counted by outcome. */
const MOST_FAILURE_GROUPS = 500;

interface Group {
  readonly outcome: Outcome;
  readonly code: string;
  readonly message: string;
  count: number;
  firstAt: number;
  lastAt: number;
}

/** The phases of the current row. */
const lengths = new Float64Array(PHASES.length);

export class RunFigures {
  readonly #plan: Plan;
  readonly #steps: StepFigures;
  readonly #times = new RunTimes();
  readonly #phases = PHASES.map(() => new Histogram());
  /** When the last counted request was sent, in ms since the run's start. */
  lastSentAt = 0;
  #warmupRequests = 0;
  readonly #setup: SetupFigures;
  readonly #outcomes: Partial<Record<Outcome, number>> = {};
  readonly #statuses = new Uint32Array(1000);
  readonly #protocols = new Uint32Array(PROTOCOLS.length);
  readonly #groups = new Map<string, Group>();
  #total = 0;
  #succeeded = 0;
  #failed = 0;
  #cancelled = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #bytesOutUnknown = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#steps = new StepFigures(plan);
    this.#setup = new SetupFigures(plan);
  }

  /** How many requests ended within closed intervals. */
  get total(): number {
    return this.#total;
  }

  /** Takes the batch's rows from `from` up to, but not including, `to`. */
  addRows(batch: SampleBatch, from: number, to: number): void {
    const { columns, errors } = batch;
    const { warmup } = this.#plan;
    const setupFrom = this.#setup.from;
    for (let row = from; row < to; row += 1) {
      if ((columns.step[row] ?? 0) >= setupFrom) {
        this.#setup.add(batch, row);
        continue;
      }
      if ((columns.sentAt[row] ?? 0) < warmup) continue;
      this.#steps.addRow(columns, row);
      if (isCompleted(columns.outcome[row] ?? 0)) {
        this.#addCompleted(columns, row);
        this.lastSentAt = Math.max(this.lastSentAt, columns.sentAt[row] ?? 0);
      }
      const bytesOut = columns.bytesOut[row] ?? 0;
      if (Number.isNaN(bytesOut)) this.#bytesOutUnknown += 1;
      else this.#bytesOut += bytesOut;
      const error = columns.error[row] ?? 0;
      if (error > 0) this.#countFailure(outcomeOf(columns.outcome[row] ?? 0), errors[error - 1], columns.endedAt[row] ?? 0);
    }
  }

  addSnapshot(snapshot: Snapshot): void {
    this.#warmupRequests += snapshot.warmupRequests;
    if (snapshot.isWarmup) return;
    this.#times.addSnapshot(snapshot);
    this.#total += snapshot.succeeded + snapshot.failed + snapshot.cancelled;
    this.#succeeded += snapshot.succeeded;
    this.#failed += snapshot.failed;
    this.#cancelled += snapshot.cancelled;
    this.#bytesIn += snapshot.bytesIn;
    for (const outcome of OUTCOMES) {
      const count = snapshot.outcomes[outcome] ?? 0;
      if (count > 0) this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + count;
    }
  }

  /**
   * The time until which the counted requests were sent, among those that ended by `at`. Requests in flight at the end of the
   * warm-up are not counted, although they end after it; so the time in which the last requests only ended is not counted either.
   */
  sentUntil(at: number): number {
    const { warmup } = this.#plan;
    return warmup === 0 || this.#times.service.count === 0 ? at : Math.max(warmup, at - this.#times.service.mean);
  }

  /** `sentUntil` is when the last counted request was sent; `pausedWithin` returns how long the run was paused within a span. */
  summary(
    { durationMs, sentUntil }: { readonly durationMs: number; readonly sentUntil: number },
    pausedWithin: (from: number, to: number) => number,
    iterations: RunSummary['iterations'],
  ): Omit<RunSummary, 'generator' | 'lostRequests'> {
    const completed = this.#succeeded + this.#failed;
    const { warmup } = this.#plan;
    const measuredMs = sentUntil - warmup - pausedWithin(warmup, sentUntil);
    const whole = {
      requests: { total: this.#total, succeeded: this.#succeeded, failed: this.#failed, cancelled: this.#cancelled },
      throughput: measuredMs > 0 ? completed / (measuredMs / 1000) : 0,
      serviceTime: statsOf(this.#times.service),
      responseTime: statsOf(this.#times.response),
    };
    return {
      durationMs,
      pausedMs: pausedWithin(0, durationMs),
      ...whole,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
      ...(this.#bytesOutUnknown > 0 ? { bytesOutUnknown: this.#bytesOutUnknown } : {}),
      ...this.#times.stats(),
      phases: this.#phaseStats(),
      steps: this.#steps.summaries(whole, measuredMs),
      outcomes: { ...this.#outcomes },
      statusCodes: this.#statusCodes(),
      protocols: Object.fromEntries(
        PROTOCOLS.flatMap((name, at) => ((this.#protocols[at] ?? 0) > 0 ? [[name, this.#protocols[at] ?? 0]] : [])),
      ),
      warmupRequests: this.#warmupRequests,
      iterations,
      ...this.#setup.summary(),
      failures: this.#failureGroups(),
    };
  }

  /** The figures that thresholds are compared with: those of the whole run so far. */
  thresholdFigures(summary: Pick<RunSummary, 'requests' | 'throughput' | 'iterations' | 'journey'>): ThresholdFigures {
    const service = sourceOf(this.#times.service);
    const response = sourceOf(this.#times.response);
    return {
      headline: headlineOf(this.#plan.load.model),
      ended: completedOf(summary.requests),
      errorRate: errorRate(summary.requests),
      throughput: summary.throughput,
      dropped: summary.iterations.dropped,
      checks: (name, scope) => countChecks(summary.journey, name, scope),
      time: (measure) => (measure === 'service_time' ? service : response),
    };
  }

  #addCompleted(columns: SampleColumns, row: number): void {
    const endedAt = columns.endedAt[row] ?? 0;
    const hasFailed = isFailure(outcomeOf(columns.outcome[row] ?? 0));
    this.#times.add(endedAt - (columns.sentAt[row] ?? 0), endedAt - (columns.dueAt[row] ?? 0), hasFailed);
    const status = columns.status[row] ?? 0;
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    if (status > 0) this.#countProtocol(columns.protocol[row] ?? 0);
    readPhases(columns, row, lengths);
    for (let at = 0; at < lengths.length; at += 1) {
      const length = lengths[at] ?? Number.NaN;
      if (!Number.isNaN(length)) this.#phases[at]?.record(length);
    }
  }

  #phaseStats(): Partial<Record<Phase, PhaseStats>> {
    const stats: Partial<Record<Phase, PhaseStats>> = {};
    PHASES.forEach((phase, at) => {
      const histogram = this.#phases[at];
      if (histogram === undefined || histogram.count === 0) return;
      const { count, mean, max } = histogram;
      const [p50 = 0, p90 = 0, p95 = 0, p99 = 0] = histogram.percentiles([50, 90, 95, 99]);
      stats[phase] = { count, mean, p50, p90, p95, p99, max };
    });
    return stats;
  }

  #countFailure(outcome: Outcome, error: SampleBatch['errors'][number] | undefined, endedAt: number): void {
    if (error === undefined) return;
    const { code, message } = error;
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

  #countProtocol(protocol: number): void {
    this.#protocols[protocol] = (this.#protocols[protocol] ?? 0) + 1;
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

function sourceOf(histogram: Histogram): JudgedTimes {
  const { count, min, mean, max } = histogram;
  return { count, min, mean, max, percentile: (percent) => histogram.percentile(percent) };
}
