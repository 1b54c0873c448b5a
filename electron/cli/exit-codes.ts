// The command line's exit codes; CI scripts rely on them.
import type { FailureCode } from '../../shared/errors.ts';

export const EXIT = { passed: 0, runFailed: 1, badUsage: 2, inconclusive: 98, thresholdFailed: 99, interrupted: 130 } as const;

const USAGE: readonly FailureCode[] = [
  'bad_request',
  'plan_invalid',
  'import_invalid',
  'port_in_use',
  'needs_confirmation',
  'not_found',
];

export function exitCodeFor(code: FailureCode): number {
  return USAGE.includes(code) ? EXIT.badUsage : EXIT.runFailed;
}
