// The commands that run a plan outside the window. Pure.

const PARTS = 5;
/** The time that it takes to start five commands by hand. */
const TO_START_MS = 180_000;

/** Each computer has two commands, because the second one must also run if thresholds failed. */
export interface PartCommands {
  readonly senders: readonly (readonly string[])[];
  readonly join: string;
}

/** "product-list-steady-2400-s.json" */
export function planFileName(name: string, extension: 'json' | 'onrush' | 'js' = 'json'): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(\d),(?=\d)/g, '$1')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  return `${plain === '' ? 'plan' : plain}.${extension}`;
}

/** `command` is how a command line begins here, for example "onrush". */
export function planCommand(command: string, name: string): string {
  return `${command} run ${planFileName(name)}`;
}

/**
 * For each of five computers, the commands that send its fifth of the plan and store the result in a file, and finally the
 * command that merges the files. All begin at the first full minute that leaves enough time to start them; `now` is epoch ms.
 */
export function partCommands(command: string, name: string, now: number): PartCommands {
  const startAt = `${new Date(Math.ceil((now + TO_START_MS) / 60_000) * 60_000).toISOString().slice(11, 19)}Z`;
  const parts = Array.from({ length: PARTS }, (_, at) => ({ number: at + 1, file: `part-${at + 1}.onrush` }));
  return {
    senders: parts.map(({ number, file }) => [
      `${planCommand(command, name)} --part ${number}/${PARTS} --start-at ${startAt}`,
      `${command} export latest -o ${file}`,
    ]),
    join: `${command} merge ${parts.map(({ file }) => file).join(' ')}`,
  };
}
