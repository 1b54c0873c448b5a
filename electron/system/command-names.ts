// What can be asked of the command line, by name: read there, and recognised by the packaged program, whose window opens for anything else.

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

/** null: it is no command. */
export function commandNamed(word: string): CliCommandName | null {
  return COMMAND_NAMES.find((name) => name === word) ?? SHORT_FORMS.get(word) ?? null;
}

const SHORT_FORMS: ReadonlyMap<string, CliCommandName> = new Map([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
  ['-V', 'version'],
]);
