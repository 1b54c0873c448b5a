// What the demo teaches, where it is the demo's two runs that are compared. Pure.
import type { RunBrief } from '../../../shared/run.ts';
import { DEMO_NAMES } from '../../../shared/run.ts';

export function demoWords(runs: readonly Pick<RunBrief, 'plan'>[]): string {
  const names = new Set(runs.map(({ plan }) => plan.name));
  if (names.size !== 2 || !names.has(DEMO_NAMES.async) || !names.has(DEMO_NAMES.blocking)) return '';
  return 'Both servers need about 1 s to send a response. The blocking one sends one response at a time, so tasks wait for each other.';
}
