// The help for a machine: every command with its options, and the text.
import { completed } from './completed.ts';
import { HELP } from './help.ts';

export function helpJson(): string {
  return `${JSON.stringify({ commands: completed(), text: HELP }, null, 2)}\n`;
}
