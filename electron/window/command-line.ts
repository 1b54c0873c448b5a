// The packaged program is also the command line: `onrush run plan.json` does what `npm run cli -- run plan.json` does in a
// checkout.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { commandNamed } from '../system/command-names.ts';

/**
 * `args` without the program, and without the folder that Electron is started on in a checkout. If they name a file, the window
 * opens it.
 */
export function isCommandLine([word = '']: readonly string[]): boolean {
  return commandNamed(word) !== null;
}

/** Runs the command to its end in plain Node, which one variable makes of Electron. @returns the exit code */
export function runCommandLine(args: readonly string[], folder: string): number {
  const { status, signal } = spawnSync(process.execPath, [join(folder, 'cli.js'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return status ?? (signal === null ? 1 : 128 + constants.signals[signal]);
}

/**
 * What begins a command of the packaged program in a terminal: its name where the system finds it, else where it stands.
 * An AppImage is one file, which takes the same words.
 */
export function packagedCommand({ env, platform }: Pick<NodeJS.Process, 'env' | 'platform'>, resources: string): string {
  if (env['APPIMAGE'] !== undefined) return quoted(env['APPIMAGE']);
  const file = platform === 'win32' ? 'onrush.cmd' : 'onrush';
  const own = join(dirname(resources), 'bin', file);
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const first = folders.map((folder) => realPath(join(folder, file))).find((path) => path !== null);
  return first !== undefined && first === realPath(own) ? 'onrush' : quoted(own);
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function quoted(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `"${path}"`;
}
