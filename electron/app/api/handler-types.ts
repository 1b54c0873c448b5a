// The input and output types of each command's handler.
import type { CommandArguments, CommandName, CommandOutputs } from '../../../shared/rpc.ts';

export type Handlers = {
  readonly [N in CommandName]: (input: CommandArguments<N>) => CommandOutputs[N] | Promise<CommandOutputs[N]>;
};
