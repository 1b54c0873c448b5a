// Finds the installed k6 and its version. It sends nothing.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../../shared/errors.ts';

export interface K6 {
  readonly path: string;
  /** For example "1.3.0". */
  readonly version: string;
}

/** Since this version k6 runs modern JavaScript without conversion. */
const OLDEST: readonly [major: number, minor: number] = [0, 57];
const PATIENCE_MS = 20_000;

/** `given` replaces the k6 in PATH. @throws UserError bad_request */
export async function findK6(given: string | null, environment: NodeJS.ProcessEnv = process.env): Promise<K6> {
  const path = given === null ? inPath(environment) : resolve(given);
  if (path === null)
    throw new UserError('bad_request', 'k6 is not installed: no k6 is in PATH. Install it, or name it with --k6 FILE.');
  if (!existsSync(path)) throw new UserError('bad_request', `There is no file ${path}. Name the program k6 with --k6 FILE.`);
  const version = await versionOf(path);
  if (!isRecent(version))
    throw new UserError(
      'bad_request',
      `This k6 is too old: ${path} is version ${version}. Onrush needs ${OLDEST.join('.')} or newer.`,
    );
  return { path, version };
}

function inPath({ PATH = '' }: NodeJS.ProcessEnv): string | null {
  const name = process.platform === 'win32' ? 'k6.exe' : 'k6';
  const places = PATH.split(delimiter).filter((folder) => folder !== '');
  return places.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

async function versionOf(path: string): Promise<string> {
  let said = '';
  try {
    const { stdout } = await promisify(execFile)(path, ['version'], { timeout: PATIENCE_MS });
    said = stdout;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UserError(
      'bad_request',
      `${path} cannot be run as k6 (${code || 'it did not end'}). Name the program k6 with --k6 FILE.`,
    );
  }
  const version = /^k6(?:\.exe)? v?(\d+\.\d+(?:\.\d+)?\S*)/m.exec(said)?.[1];
  if (version === undefined) throw new UserError('bad_request', `${path} is not k6: it does not report its version.`);
  return version;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
