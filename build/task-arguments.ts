// The arguments of a task of npm. What a task does not know gets one sentence instead of a stack trace.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from '../shared/errors.ts';

/** @throws UserError bad_request */
export function taskArguments<T extends ParseArgsConfig>(args: readonly string[], config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>({ ...config, args: [...args] });
  } catch (error) {
    const sentence = sentenceFor(error);
    if (sentence === null) throw error;
    throw new UserError('bad_request', sentence);
  }
}

/** For a task that has no options. @throws UserError bad_request */
export function noArguments(args: readonly string[]): void {
  taskArguments(args, { options: {} });
}

function sentenceFor(error: unknown): string | null {
  if (!(error instanceof TypeError) || !('code' in error)) return null;
  const [, named = ''] = /'((?:-\w, )?[^' ]*)/.exec(error.message) ?? [];
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option "${named}".`;
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `"${named}" is not an option.`;
  if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return null;
  return error.message.includes('does not take') ? `${named} takes no value.` : `${named} needs a value.`;
}
