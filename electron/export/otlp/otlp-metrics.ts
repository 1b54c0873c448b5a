// Figures of a run as OpenTelemetry metrics, in the JSON of OTLP 1: https://opentelemetry.io/docs/specs/otlp/#otlphttp.
// Everything is cumulative since the run's start, so that a lost message does no harm. Pure.
import { EMPTY_HISTOGRAM, mergeHistograms, type HistogramData } from '../../../shared/histogram.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { exponentialBuckets, SCALE } from './exponential-buckets.ts';

const CUMULATIVE = 2;
const MS_PER_SECOND = 1000;
const NANOSECONDS_PER_MS = 1_000_000n;

export interface OtlpRun {
  readonly runId: string;
  readonly plan: string;
  /** The commit that the run tests; null if none is known. */
  readonly commit: string | null;
  readonly version: string;
  /** Epoch ms. */
  readonly startedAt: number;
}

type Attributes = Readonly<Record<string, string>>;

/** Collects snapshots; each message covers all of them. */
export class OtlpMetrics {
  readonly #run: OtlpRun;
  #service: HistogramData = EMPTY_HISTOGRAM;
  #response: HistogramData = EMPTY_HISTOGRAM;
  readonly #outcomes = new Map<string, number>([['ok', 0]]);
  #started = 0;
  #dropped = 0;
  #bytesIn = 0;
  #last: Snapshot | null = null;
  #health: Snapshot['health'] = null;

  constructor(run: OtlpRun) {
    this.#run = run;
  }

  add(snapshot: Snapshot): void {
    this.#service = mergeHistograms(this.#service, snapshot.service);
    this.#response = mergeHistograms(this.#response, snapshot.response);
    for (const [outcome, count] of Object.entries(snapshot.outcomes))
      this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + count);
    this.#started += snapshot.started;
    this.#dropped += snapshot.dropped;
    this.#bytesIn += snapshot.bytesIn;
    this.#last = snapshot;
    this.#health = snapshot.health ?? this.#health;
  }

  /** Returns null before the first snapshot. */
  message(): unknown {
    const last = this.#last;
    if (last === null) return null;
    const { runId, plan, commit, version } = this.#run;
    const resource: Attributes = {
      'service.name': 'onrush',
      'service.version': version,
      'service.instance.id': runId,
      'onrush.run.id': runId,
      'onrush.plan.name': plan,
      ...(commit === null ? {} : { 'vcs.ref.head.revision': commit, 'onrush.commit': commit }),
    };
    const metrics = [...this.#histograms(last), ...this.#counters(last), ...this.#gauges(last)];
    const scopeMetrics = [{ scope: { name: 'onrush', version }, metrics }];
    return { resourceMetrics: [{ resource: { attributes: attributesOf(resource) }, scopeMetrics }] };
  }

  #histograms(last: Snapshot): unknown[] {
    const times = this.#times(last);
    return [
      histogram('onrush.request.service_time', 'From sent to the last byte.', this.#service, times),
      histogram('onrush.request.response_time', 'From due to the last byte.', this.#response, times),
    ];
  }

  #counters(last: Snapshot): unknown[] {
    const times = this.#times(last);
    const points = [...this.#outcomes].map(([outcome, value]) => intPoint(value, times, { outcome }));
    return [
      counter('onrush.requests', '{request}', 'Requests that ended, by how they did.', points),
      counter('onrush.requests.started', '{request}', 'Requests that were sent.', [intPoint(this.#started, times)]),
      counter('onrush.iterations.dropped', '{iteration}', 'Iterations that were due and never started.', [
        intPoint(this.#dropped, times),
      ]),
      counter('onrush.received', 'By', 'Bytes received, heads and bodies.', [intPoint(this.#bytesIn, times)]),
    ];
  }

  #gauges(last: Snapshot): unknown[] {
    const times = this.#times(last);
    const gauge = (name: string, unit: string, description: string, value: number | null): unknown[] =>
      value === null
        ? []
        : [{ name, unit, description, gauge: { dataPoints: [{ timeUnixNano: times.timeUnixNano, asDouble: value }] } }];
    const seconds = (ms: number | null): number | null => (ms === null ? null : ms / MS_PER_SECOND);
    const health = this.#health;
    return [
      ...gauge('onrush.requests.in_flight', '{request}', 'Requests that are outstanding.', last.inFlight),
      ...gauge('onrush.iterations.backlog', '{iteration}', 'Iterations that are due and wait for a virtual user.', last.backlog),
      ...gauge('onrush.load.level', '1', 'Planned virtual users, or arrivals a second.', last.level),
      ...gauge(
        'onrush.generator.trusted',
        '1',
        '1 if the load generator kept up in the last second, otherwise 0.',
        health === null ? null : Number(health.verdict === 'trusted'),
      ),
      ...gauge('onrush.generator.lateness.p99', 's', 'How late requests were started.', seconds(health?.latenessP99 ?? null)),
      ...gauge('onrush.generator.event_loop.p99', 's', 'How late responses were read.', seconds(health?.eventLoopP99 ?? null)),
      ...gauge(
        'onrush.generator.cpu',
        '1',
        'Share of all cores that was used.',
        health?.cpuPercent === null || health === null ? null : health.cpuPercent / 100,
      ),
    ];
  }

  #times({ endAt }: Snapshot): Times {
    return { startTimeUnixNano: nanoseconds(this.#run.startedAt), timeUnixNano: nanoseconds(this.#run.startedAt + endAt) };
  }
}

interface Times {
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
}

function histogram(name: string, description: string, data: HistogramData, times: Times): unknown {
  const { offset, counts, zeroCount } = exponentialBuckets(data);
  const point = {
    ...times,
    count: String(data.count),
    sum: data.sum / MS_PER_SECOND,
    scale: SCALE,
    zeroCount: String(zeroCount),
    positive: { offset, bucketCounts: counts.map(String) },
    ...(data.count === 0 ? {} : { min: data.min / MS_PER_SECOND, max: data.max / MS_PER_SECOND }),
  };
  return { name, unit: 's', description, exponentialHistogram: { aggregationTemporality: CUMULATIVE, dataPoints: [point] } };
}

function counter(name: string, unit: string, description: string, dataPoints: unknown[]): unknown {
  return { name, unit, description, sum: { aggregationTemporality: CUMULATIVE, isMonotonic: true, dataPoints } };
}

function intPoint(value: number, times: Times, attributes: Attributes = {}): unknown {
  return { ...times, asInt: String(Math.round(value)), attributes: attributesOf(attributes) };
}

function attributesOf(attributes: Attributes): unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }));
}

/** 64-bit numbers are strings in OTLP's JSON. */
function nanoseconds(epochMs: number): string {
  const whole = Math.floor(epochMs);
  return String(BigInt(whole) * NANOSECONDS_PER_MS + BigInt(Math.round((epochMs - whole) * 1e6)));
}
