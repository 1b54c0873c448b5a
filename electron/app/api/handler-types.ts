// What a handler of each command takes and gives.
import type { CommandArguments, CommandName, CommandOutputs } from '../../../shared/rpc.ts';

export type Handlers = {
  readonly [N in CommandName]: (input: CommandArguments<N>) => CommandOutputs[N] | Promise<CommandOutputs[N]>;
};
