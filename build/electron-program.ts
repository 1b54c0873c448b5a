// Finds Electron's program on this machine only by its files: the package itself would start a download if asked.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

export function findElectron(
  env: NodeJS.ProcessEnv = process.env,
  folder = join(ROOT, 'node_modules', 'electron'),
): string | null {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = readName(join(folder, 'path.txt'));
  if (name === null && !override) return null;
  const program = join(override || join(folder, 'dist'), name ?? PROGRAM[process.platform] ?? 'electron');
  return existsSync(program) ? program : null;
}

const PROGRAM: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

function readName(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

const PACKAGED: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux*-unpacked/onrush',
  darwin: 'mac*/Onrush.app/Contents/MacOS/Onrush',
  win32: 'win*-unpacked/Onrush.exe',
};

/** What the builder left unpacked in dist/. */
export function findPackaged(folder = join(ROOT, 'dist'), platform: NodeJS.Platform = process.platform): string | null {
  const [program] = globSync(PACKAGED[platform] ?? '', { cwd: folder });
  return program === undefined ? null : join(folder, program);
}
