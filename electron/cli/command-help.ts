// The part of the help that belongs to one command, as `onrush run --help` prints it.
import type { CliCommandName } from '../system/command-names.ts';
import { HELP } from './help.ts';

/** The sections about what is sent, and how much, hold for several commands; the others for `run` alone. */
const SECTIONS: Partial<Record<CliCommandName, RegExp>> = {
  run: /^[A-Z]/,
  capacity: /^What to send/,
  calibrate: /^(?:What to send|How much)/,
};

export function helpOf(name: CliCommandName): string {
  const [title = '', ...blocks] = HELP.split('\n\n');
  const [commands = '', ...sections] = blocks;
  const entries = commands.split(/\n(?= {2}\S)/).filter((entry) => entry.trim().split(/[ ,]+/)[0] === name);
  if (entries.length === 0) return HELP;
  const wanted = SECTIONS[name];
  const options = sections.join('\n\n').split(/\n+(?=[A-Z])/);
  const more = options.filter((section) => /^(?:Progress|Exit codes)/.test(section) || wanted?.test(section) === true);
  return `${[title, entries.join('\n'), ...more].map((block) => block.trimEnd()).join('\n\n')}\n`;
}
