// What a thread and its host say to each other, whatever the questions are about.
import type { Result } from '../../shared/errors.ts';

export interface ThreadData {
  readonly task: unknown;
  /** Where the thread logs what nobody caught. */
  readonly logFolder: string | null;
}

export type ToThread =
  | { readonly type: 'ask'; readonly id: number; readonly question: unknown }
  /** Nobody waits for this answer any more. */
  | { readonly type: 'end'; readonly id: number };

export type FromThread =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> };
