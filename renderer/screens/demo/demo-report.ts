// The texts of the demo while it is running and at its end. Pure.
import { formatSeconds, formatSpan } from '../../../shared/format.ts';
import type { DemoState } from '../../../shared/run.ts';
import type { RunSummary } from '../../../shared/summary.ts';

/** What each part takes, in ms: twenty responses of about a second, five at a time and one at a time. */
export const USUAL_MS = { async: 4300, blocking: 20_900 } as const;
export const DEMO_REQUESTS = 20;

/** One part of the demo so far; null before it begins. */
export interface DemoPart {
  readonly elapsedMs: number;
  readonly summary: RunSummary;
}

export interface DemoProgress {
  readonly words: string;
  /** From 0 to 1 of the whole demo, by time. */
  readonly share: number;
}

export function demoProgress(phase: 'async' | 'blocking', part: DemoPart | null): DemoProgress {
  const elapsed = part?.elapsedMs ?? 0;
  const whole = USUAL_MS.async + USUAL_MS.blocking;
  const before = phase === 'async' ? 0 : USUAL_MS.async;
  const passed = before + Math.min(elapsed, USUAL_MS[phase]);
  const server = phase === 'async' ? 'The asynchronous server responds' : 'The blocking server responds';
  const done = part?.summary.requests.total ?? 0;
  const left = Math.ceil((whole - passed) / 1000) * 1000;
  return {
    words: `${server}: ${done} of ${DEMO_REQUESTS} requests done, ${left > 0 ? `about ${formatSpan(left)} left` : 'nearly done'}`,
    share: passed / whole,
  };
}

export interface DemoVerdict {
  readonly winner: string;
  readonly times: string;
  readonly explanation: string;
}

/** Null if a run has measured nothing. */
export function demoVerdict(async: RunSummary | null, blocking: RunSummary | null): DemoVerdict | null {
  if (async === null || blocking === null || async.durationMs === 0 || blocking.durationMs === 0) return null;
  const isAsync = async.durationMs < blocking.durationMs;
  const [faster, slower] = isAsync ? [async, blocking] : [blocking, async];
  // The difference of the rounded figures, because readers subtract the two that are shown.
  const less = formatSeconds(shown(slower.responseTime.mean) - shown(faster.responseTime.mean));
  const change = `${formatSeconds(slower.responseTime.mean)} down to ${formatSeconds(faster.responseTime.mean)}`;
  return {
    winner: isAsync ? 'Asynchronous is faster:' : 'Blocking is faster:',
    times: `${formatSeconds(faster.durationMs)} instead of ${formatSeconds(slower.durationMs)}`,
    explanation: `A task took ${less} less on average, ${change}.`,
  };
}

/** Rounded as by formatSeconds, in ms. */
function shown(milliseconds: number): number {
  return Math.round(milliseconds / 10) * 10;
}

/** For people who cannot see the bars move: one sentence per phase. */
export function phaseWords({ phase, failure }: DemoState): string {
  switch (phase) {
    case 'idle':
      return '';
    case 'async':
      return 'The first of two runs is in progress: the asynchronous server.';
    case 'blocking':
      return 'The second of two runs is in progress: the blocking server.';
    case 'done':
      return 'The demo is done.';
    case 'failed':
      return failure?.message ?? 'The demo failed.';
  }
}
