// The questions that the reading thread answers.
import type { CommandOutputs } from '../../shared/rpc.ts';
import type { FoundCauses } from './causes.ts';
import type { SampleArguments, SampleCommand } from '../../shared/sample-query.ts';

export interface ReaderTask {
  /** The path of the database file. */
  readonly path: string;
}

export type SampleQuestion = {
  readonly [C in SampleCommand]: { readonly command: C; readonly input: SampleArguments<C> };
}[SampleCommand];

/** What the thread returns for each question; the host may add to it. */
export interface FoundOutputs extends Pick<CommandOutputs, Exclude<SampleCommand, 'samples.causes'>> {
  readonly 'samples.causes': FoundCauses;
}

export type Found = FoundOutputs[SampleCommand];
