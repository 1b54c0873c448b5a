// Says why a run ended early without anybody pressing Stop, in one sentence.
import { formatCount, formatSpan, plural } from '../../../shared/format.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { formatActual, thresholdText } from '../../../shared/plan/threshold-words.ts';
import type { Verdict } from '../../../shared/plan/threshold.ts';
import type { RunSummary } from '../../../shared/summary.ts';
import type { RecorderOptions } from './recorder.ts';

export function brokenWords(verdict: Verdict): string {
  return `The threshold “${thresholdText(verdict)}” was broken (${formatActual(verdict)}), so the run was stopped.`;
}

export function usedUpWords({ data = [] }: Plan, { iterations }: RunSummary): string {
  const names = data.filter(({ onEnd }) => onEnd === 'stop').map(({ name }) => `“${name}”`);
  const file = names.length === 1 ? `The data file ${names.join('')} is` : `One of the data files ${names.join(', ')} is`;
  return `${file} used up, so the run ended after ${formatCount(iterations.started)} ${plural(iterations.started, 'iteration')}.`;
}

export function refusedWords(
  { stopAfterRefusedMs }: RecorderOptions,
  statuses: readonly number[],
  retryAfter: string | null,
): string {
  const hint = retryAfter === null ? '' : ` (Retry-After: ${retryAfter.slice(0, 60)})`;
  return `Stopped: only ${statuses.join(' and ')} for ${formatSpan(stopAfterRefusedMs ?? 0)}. The server is throttling${hint}.`;
}

/** `what` is a thread, or another program that sends. */
export function crashWords(what: string, cause: string): string {
  return `${what} crashed (${cause}). What was measured until then is kept.`;
}

export function threadName(worker: number, workers: number): string {
  return workers === 1 ? 'The thread of the engine' : `Thread ${worker + 1} of ${workers} of the engine`;
}
