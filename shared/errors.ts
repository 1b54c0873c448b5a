// Failures that a user can act on, and the check for cases that cannot occur.
import type { PublicTarget } from './confirmation.ts';

/** Stable codes of user-facing failures. They cross IPC and decide exit codes of the command line. */
export type FailureCode =
  | 'bad_request'
  | 'plan_invalid'
  | 'not_found'
  | 'run_active'
  | 'run_failed'
  | 'store_unavailable'
  | 'store_damaged'
  | 'needs_confirmation'
  | 'write_failed'
  | 'import_invalid'
  | 'port_in_use'
  | 'disconnected'
  /** A newer query replaced this one. It is not a problem, because nobody waits for the result any more. */
  | 'superseded'
  | 'internal';

/** One problem of an input. `path` has the form `load.stages[0].target` and is empty for the whole. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

export interface Failure {
  readonly code: FailureCode;
  /** One sentence: what was wrong, where, and what to do. */
  readonly message: string;
  readonly problems?: readonly Problem[];
  /** With `needs_confirmation`: what would be sent, and where. */
  readonly confirmation?: PublicTarget;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: FailureCode, message: string, problems?: readonly Problem[]): Result<never> {
  return { ok: false, failure: problems ? { code, message, problems } : { code, message } };
}

/** A failure thrown across layers of one process; every boundary turns it into a `Result`. */
export class UserError extends Error {
  readonly failure: Failure;

  constructor(code: FailureCode, message: string, problems?: readonly Problem[]) {
    super(message);
    this.name = 'UserError';
    this.failure = problems ? { code, message, problems } : { code, message };
  }

  /** A failure that another layer returned, complete with its problems and its confirmation. */
  static from(failure: Failure): UserError {
    return Object.assign(new UserError(failure.code, failure.message), { failure });
  }
}

export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}
