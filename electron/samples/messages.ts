// What the reading thread is asked.
import type { CommandOutputs } from '../../shared/rpc.ts';
import type { SampleArguments, SampleCommand } from '../../shared/sample-query.ts';

export interface ReaderTask {
  /** Path of the database file. */
  readonly path: string;
}

export type Question = {
  readonly [C in SampleCommand]: { readonly command: C; readonly input: SampleArguments<C> };
}[SampleCommand];

export type Found = CommandOutputs[SampleCommand];
