// The only entry for commands: checks name and input, calls the handler, and turns anything it throws into a Result.
import { fail, succeed, UserError, type Result } from '../../../shared/errors.ts';
import { isNestedTooDeep } from '../../../shared/nesting.ts';
import { logError } from '../../system/log.ts';
import { COMMAND_INPUTS, type CommandName } from '../../../shared/rpc.ts';
import type { Handlers } from './handler-types.ts';

export async function dispatch(handlers: Handlers, name: string, input: unknown): Promise<Result<unknown>> {
  if (!isCommand(name)) return fail('bad_request', `There is no command "${name}".`);
  if (isNestedTooDeep(input)) return fail('bad_request', `The input of "${name}" is nested too deep.`);
  const parsed = COMMAND_INPUTS[name].safeParse(input);
  if (!parsed.success) return fail('bad_request', `The input of "${name}" is not valid.`);
  try {
    // The input was parsed by the schema of the same name.
    const handle = handlers[name] as (input: unknown) => unknown;
    return succeed(await handle(parsed.data));
  } catch (error) {
    if (error instanceof UserError) return { ok: false, failure: error.failure };
    logError(`The command ${name}`, error);
    return fail('internal', 'Internal error: this could not be done. The details are in the log.');
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMAND_INPUTS, name);
}
