// What the reading thread is asked.
import type { CommandOutputs } from '../../shared/rpc.ts';
import type { FoundCauses } from './causes.ts';
import type { SampleArguments, SampleCommand } from '../../shared/sample-query.ts';

export interface ReaderTask {
  /** Path of the database file. */
  readonly path: string;
}

export type SampleQuestion = {
  readonly [C in SampleCommand]: { readonly command: C; readonly input: SampleArguments<C> };
}[SampleCommand];

/** What the thread says to each question; the host may make more of it. */
export interface FoundOutputs extends Pick<CommandOutputs, Exclude<SampleCommand, 'samples.causes'>> {
  readonly 'samples.causes': FoundCauses;
}

export type Found = FoundOutputs[SampleCommand];
