// Sentences of the run screen: progress, verdicts, status codes. Pure.
import { planTimeAt, runTimeAt } from '../../../shared/annotation.ts';
import { formatClock, formatCount, formatSpan, formatTime, plural } from '../../../shared/format.ts';
import type { RunRow } from '../../../shared/run.ts';
import { iterationsDone, shareDone } from '../../../shared/run-progress.ts';
import { scheduleOfPlan } from '../../../shared/plan/streams.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import type { TimeMeasure, Verdict } from '../../../shared/plan/threshold.ts';
import type { LimitLine } from '../../charts/main-chart.tsx';
import { timeLimitsOf } from '../../../shared/time-limits.ts';

export interface RunProgress {
  /** From 0 to 1. */
  readonly share: number;
  /** "0:51.2" of "1:00", or "8,412" of "200,000". */
  readonly done: string;
  readonly total: string;
  /** Null if it cannot be known. */
  readonly left: string | null;
}

/** `knownUntil` is in ms since the run's start. */
export function progressOf(row: RunRow, knownUntil: number): RunProgress {
  const { durationMs, iterations } = scheduleOfPlan(row.plan);
  const planTime = planTimeAt(row.annotations, knownUntil);
  const share = shareDone(row, knownUntil);
  if (durationMs !== null) {
    const left = Math.max(0, durationMs - planTime);
    return {
      share,
      done: formatClock(knownUntil, true),
      total: formatClock(runTimeAt(row.annotations, durationMs, knownUntil)),
      left: left > 0 ? `${formatSpan(left < 10_000 ? left : Math.ceil(left / 1000) * 1000)} left` : null,
    };
  }
  const total = Math.max(1, iterations ?? 1);
  const done = iterationsDone(row);
  const left = done === 0 ? null : (planTime / done) * (total - done);
  return {
    share,
    done: formatCount(done),
    total: formatCount(total),
    left:
      left === null || left === 0 || planTime < 1000
        ? null
        : `about ${formatSpan(left < 1000 ? 1000 : Math.round(left / 1000) * 1000)} left`,
  };
}

/** Where the actual value and the limit are on a bar that ends at twice the limit. */
export function verdictBar({
  threshold,
  actual,
}: Pick<Verdict, 'threshold' | 'actual'>): { readonly actual: number; readonly limit: number } | null {
  if (actual === null || threshold === null) return null;
  const full = threshold.limit === 0 ? Math.max(actual, 1) : threshold.limit * 2;
  return { actual: Math.min(1, actual / full), limit: threshold.limit / full };
}

/** Thresholds on single times of the displayed measure, which are drawn into the chart of all requests. */
export function limitsOf({ plan, verdicts }: RunRow, measure: TimeMeasure): LimitLine[] {
  const thresholds = verdicts.map(({ threshold }) => threshold);
  return timeLimitsOf(thresholds, plan.load.model)
    .filter((limit) => limit.measure === measure)
    .map(({ label, time }) => ({ label, time }));
}

/** "4 VUs pause up to 640 ms after failed connects", or null if none does. */
export function backOffWords(column: Snapshot | undefined): string | null {
  if (column === undefined || !(column.backingOff > 0)) return null;
  const who = `${formatCount(column.backingOff)} ${plural(column.backingOff, 'VU')} ${column.backingOff === 1 ? 'pauses' : 'pause'}`;
  return `${who} up to ${formatTime(column.longestBackOffMs)} after failed connects`;
}

const STATUS_TEXT: Readonly<Record<string, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export function statusCodeWords(code: string): string {
  const text = STATUS_TEXT[code];
  return text === undefined ? code : `${code} ${text}`;
}
