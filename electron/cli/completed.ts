// What a shell can complete, taken from the options that are parsed.
import { COMMANDS } from './command-options.ts';
import { SHELLS } from './shells.ts';

export interface Completed {
  readonly name: string;
  /** For example "--url", "-c". */
  readonly options: readonly string[];
  /** Those that are followed by a value. */
  readonly valued: readonly string[];
}

/** The options whose value is one of a few words. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  '--engine': ['onrush', 'k6'],
  '--to': ['k6'],
  '--align': ['clock', 'start'],
  '--arrivals': ['poisson', 'even'],
  '--unit': ['iterations', 'requests'],
};

/** What stands after these is a run of the history: its short id, or "latest". */
export const RUN_COMMANDS = ['export', 'report', 'series', 'compare'];
export const RUN_OPTION = '--resume';
export const SHELL_WORDS = SHELLS.join(' ');

export function completed(): readonly Completed[] {
  return Object.entries(COMMANDS).map(([name, make]) => {
    const { options } = make();
    const flagsOf = (all: typeof options): string[] =>
      all.flatMap(({ short, long }) => [long, short].filter((flag) => flag !== undefined && flag !== null));
    return { name, options: flagsOf([...options]), valued: flagsOf(options.filter(({ required }) => required)) };
  });
}
