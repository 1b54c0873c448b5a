// The verdict of a try in words, and why a step failed. Pure.
import { formatTime, plural } from '../../../shared/format.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { parseJson } from '../../../shared/plan/journey/value.ts';
import type { TriedResponse, TriedStep } from '../../../shared/try-once.ts';
import type { PlanTry, TriedEntry } from '../../host/plan-tries.ts';
import { shorten } from '../../../shared/shorten.ts';

export interface TryVerdict {
  readonly kind: 'trying' | 'passed' | 'failed' | 'cancelled';
  readonly title: string;
  readonly note: string;
}

export function tryVerdict({ state, steps, failure, plan, hasPauses }: PlanTry): TryVerdict {
  const all = steps.map(({ tried }) => tried);
  const ended = all.filter((step) => step !== null);
  const sentMs = ended.reduce((sum, { exchanges }) => sum + exchanges.reduce((part, { times }) => part + times.service, 0), 0);
  const scenarios = plan.scenarios.length;
  const way = scenarios === 1 ? '1 user' : `1 user in each of ${scenarios} scenarios`;
  const note = `${way}, ${formatTime(sentMs)}, ${hasPauses ? 'pauses not counted' : 'pauses left out'}.`;
  if (failure !== null) return { kind: 'failed', title: 'Nothing was sent', note: failure.message };
  if (state === 'trying') return { kind: 'trying', title: `Trying, ${ended.length} of ${all.length}`, note: way };
  if (state === 'cancelled') return { kind: 'cancelled', title: `Cancelled after ${sentCount(ended)} of ${all.length}`, note };
  const failedAt = all.findIndex((step) => step?.state === 'failed');
  if (failedAt !== -1) {
    const isLast = all.slice(failedAt + 1).every((step) => step?.state === 'skipped');
    const failed = all.filter((step) => step?.state === 'failed').length;
    const title =
      all.length === 1
        ? 'It failed'
        : isLast
          ? `Stopped at step ${failedAt + 1} of ${all.length}`
          : `${failed} ${plural(failed, 'step')} of ${all.length} failed`;
    return { kind: 'failed', title, note };
  }
  const checks = ended.reduce((sum, step) => sum + step.checks.length, 0);
  const title = all.length === 1 ? 'It responded' : `All ${all.length} steps responded`;
  return { kind: 'passed', title, note: checks === 0 ? note : `${checks} ${plural(checks, 'check')} passed. ${note}` };
}

/** How long the pauses of the plan last together, on average; 0 if it has none. */
export function pausesMs({ before = [], scenarios }: Plan): number {
  const steps = [...before, ...scenarios.flatMap((scenario) => [...(scenario.perVu ?? []), ...scenario.steps])];
  return steps.reduce((sum, { think = 0 }) => sum + (typeof think === 'number' ? think : (think[0] + think[1]) / 2), 0);
}

function sentCount(steps: readonly TriedStep[]): number {
  return steps.filter(({ exchanges }) => exchanges.length > 0).length;
}

/** "200 OK", with the server's own words if it sent any. */
export function responseStatus({ status, statusText }: Pick<TriedResponse, 'status' | 'statusText'>): string {
  return statusText === '' ? String(status) : `${status} ${statusText}`;
}

/** For quotation marks under a failed step: what the server itself says went wrong; null if it says nothing. */
export function serverWords(body: string | null): string | null {
  if (body === null) return null;
  const json = parseJson(body)?.value;
  const said = typeof json === 'object' && json !== null && !Array.isArray(json) ? json : null;
  if (said === null) return json === undefined && !/<\w/.test(body) ? shortened(body.split('\n')[0] ?? '') : null;
  for (const name of ['message', 'error', 'detail', 'title']) {
    const words = said[name];
    if (typeof words === 'string') return shortened(words);
  }
  return null;
}

const MOST_WORDS = 80;

function shortened(words: string): string | null {
  const text = words.trim();
  if (text === '') return null;
  return shorten(text, MOST_WORDS);
}

/** "2 of 3"; empty if there were no checks. */
export function checksWords({ checks }: TriedStep): string {
  return checks.length === 0 ? '' : `${checks.filter(({ passed }) => passed).length} of ${checks.length}`;
}

/** The step that is shown first: the failed one, otherwise the first. */
export function firstLook(steps: readonly TriedEntry[]): number {
  return Math.max(
    0,
    steps.findIndex(({ tried }) => tried?.state === 'failed'),
  );
}
