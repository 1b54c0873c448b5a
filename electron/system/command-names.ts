// The names of the commands: the command line reads them, and the packaged program recognises them, because its window opens for
// anything else.

/** In the order of the help. */
export const COMMAND_NAMES = [
  'run',
  'import',
  'record',
  'runs',
  'export',
  'report',
  'merge',
  'series',
  'compare',
  'capacity',
  'calibrate',
  'demo',
  'schema',
  'completion',
  'help',
  'version',
] as const;

export type CliCommandName = (typeof COMMAND_NAMES)[number];

/** Returns null if the word is not a command. */
export function commandNamed(word: string): CliCommandName | null {
  return COMMAND_NAMES.find((name) => name === word) ?? SHORT_FORMS.get(word) ?? null;
}

const SHORT_FORMS: ReadonlyMap<string, CliCommandName> = new Map([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
  ['-V', 'version'],
]);
