// Says why a run that measured nothing counts as failed, so that no script takes it for a success.
import { formatSpan, formatTime, plural } from '../../../shared/format.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { RunSummary } from '../../../shared/summary.ts';

/** Outcomes that mean that a server responded in some way. */
const RESPONDED: ReadonlySet<string> = new Set<Outcome>([
  'ok',
  'http_4xx',
  'http_5xx',
  'redirect',
  'check_failed',
  'header_limit',
  'body_limit',
]);

/** Returns one sentence, or null if at least one request got a response. */
export function emptyReason(summary: RunSummary, plan: Plan): string | null {
  const { requests, warmupRequests, outcomes, failures } = summary;
  if (requests.total === 0) return warmupRequests === 0 ? unsentReason(summary, plan) : unmeasuredReason(warmupRequests, plan);
  if (Object.keys(outcomes).some((outcome) => RESPONDED.has(outcome))) return null;
  const cause = failures.find(({ outcome }) => outcome !== 'cancelled')?.message;
  return `No request got a response: ${cause ?? cancelledReason(requests.cancelled, plan)}`;
}

function unsentReason({ iterations, durationMs, setup }: RunSummary, { scenarios }: Plan): string {
  const failure = setup?.firstFailure;
  if (failure !== undefined)
    return `No request was sent, because no user got past its step “${failure.step}”: ${failure.message}`;
  if (iterations.started > 0 && scenarios.some(({ perVu = [] }) => perVu.length > 0))
    return 'No request was sent: the run ended while its users were still being prepared. Make the run longer.';
  if (iterations.dropped > 0)
    return `No request was sent: no virtual user was free for ${iterations.dropped} of ${iterations.scheduled} arrivals.`;
  return `No request was sent: nothing fell due within ${formatTime(durationMs)}. Make the run longer, or raise its load.`;
}

function unmeasuredReason(sent: number, { warmup }: Plan): string {
  const what = sent === 1 ? 'the only request was' : `all ${sent.toLocaleString('en')} requests were`;
  return `Nothing was measured: ${what} sent within the warm-up of ${formatSpan(warmup)}. Make the run longer, or the warm-up shorter.`;
}

function cancelledReason(cancelled: number, { gracefulStop }: Plan): string {
  const what = `${cancelled.toLocaleString('en')} ${plural(cancelled, 'request')}`;
  return `${what} had to be cancelled when the grace time of ${formatSpan(gracefulStop)} was over.`;
}
