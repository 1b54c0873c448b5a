// The messages between a thread and its host, for any kind of question.
import type { Result } from '../../shared/errors.ts';

export interface ThreadData {
  readonly task: unknown;
  /** The folder in which the thread logs uncaught errors. */
  readonly logFolder: string | null;
}

export type ToThread =
  | { readonly type: 'ask'; readonly id: number; readonly question: unknown }
  /** Nobody waits for this answer any more. */
  | { readonly type: 'end'; readonly id: number };

export type FromThread =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> };
