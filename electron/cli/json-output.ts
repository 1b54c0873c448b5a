// What is printed for a machine where a command fails.
import type { Failure } from '../../shared/errors.ts';

/** True if the standard output is for a machine: for `capacity`, `--json FILE` writes a file instead. */
export function wantsJson(args: readonly string[]): boolean {
  const at = args.indexOf('--json');
  const file = args[at + 1];
  return at !== -1 && (args[0] !== 'capacity' || file === undefined || file.startsWith('-'));
}

/** One line, so that it can be read from a log. */
export function errorJson({ code, message, problems = [] }: Failure): string {
  return `${JSON.stringify({ error: { code, message, ...(problems.length === 0 ? {} : { problems }) } })}\n`;
}
