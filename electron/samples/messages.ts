// What the main thread and the reading thread say to each other.
import type { Result } from '../../shared/errors.ts';
import type { CommandOutputs } from '../../shared/rpc.ts';
import type { SampleArguments, SampleCommand } from '../../shared/sample-query.ts';

export interface ReaderTask {
  /** Path of the database file. */
  readonly path: string;
}

export type Question = {
  readonly [C in SampleCommand]: { readonly id: number; readonly command: C; readonly input: SampleArguments<C> };
}[SampleCommand];

export type ToReader = { readonly type: 'ask'; readonly question: Question } | { readonly type: 'end'; readonly id: number };

export interface FromReader {
  readonly id: number;
  readonly result: Result<CommandOutputs[SampleCommand]>;
}
