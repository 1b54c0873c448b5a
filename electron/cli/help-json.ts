// The help for a machine: every command with its options, and the text.
import { completed } from './completed.ts';
import type { CliCommandName } from '../system/command-names.ts';
import { helpOf } from './command-help.ts';

/** `about` is the command that it is about; "help" for all. */
export function helpJson(about: CliCommandName): string {
  const commands = completed().map(({ name, options }) => ({ name, options }));
  const wanted = about === 'help' ? commands : commands.filter(({ name }) => name === about);
  return `${JSON.stringify({ commands: wanted, text: helpOf(about) }, null, 2)}\n`;
}
