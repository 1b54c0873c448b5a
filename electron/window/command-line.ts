// The packaged program is the command line too: `onrush run plan.json` is what `npm run cli -- run plan.json` is in a checkout.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { constants } from 'node:os';
import { commandNamed } from '../system/command-names.ts';

/** `args` without the program, and without the folder that Electron is started on in a checkout. A file among them is opened in the window. */
export function isCommandLine([word = '']: readonly string[]): boolean {
  return commandNamed(word) !== null;
}

/** Runs it to its end in plain Node, which Electron is with one variable. @returns the exit code */
export function runCommandLine(args: readonly string[], folder: string): number {
  const { status, signal } = spawnSync(process.execPath, [join(folder, 'cli.js'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return status ?? (signal === null ? 1 : 128 + constants.signals[signal]);
}
