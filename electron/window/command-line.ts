// The packaged program is the command line too: `onrush run plan.json` is what `npm run cli -- run plan.json` is in a checkout.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { constants } from 'node:os';

/** Of the command line; a file among the arguments is opened in the window instead. */
const COMMANDS: ReadonlySet<string> = new Set([
  'calibrate',
  'capacity',
  'compare',
  'demo',
  'export',
  'help',
  'import',
  'once',
  'record',
  'run',
  'runs',
  'schema',
  '--help',
  '-h',
  '--version',
  '-V',
]);

/** `args` without the program, and without the folder that Electron is started on in a checkout. */
export function isCommandLine(args: readonly string[]): boolean {
  return COMMANDS.has(args[0] ?? '');
}

/** Runs it to its end in plain Node, which Electron is with one variable. @returns the exit code */
export function runCommandLine(args: readonly string[], folder: string): number {
  const { status, signal } = spawnSync(process.execPath, [join(folder, 'cli.js'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return status ?? (signal === null ? 1 : 128 + constants.signals[signal]);
}
