// A limited attempt to fetch Electron's program: it shows its progress, stops if nothing arrives, and remembers that for a day.
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.ts';
import { say } from './say.ts';

const FOLDER = join(ROOT, 'node_modules', 'electron');
const FAILURE = join(CACHE, 'electron-failure.json');
/** Electron is installed, but did not start. */
const START_FAILURE = join(CACHE, 'electron-start-failure.json');
const REMEMBERED_MS = 24 * 3_600_000;
const FIRST_BYTE_MS = 12_000;
const STALL_MS = 30_000;
const MOST_SAID = 4000;

/** @returns null if it is installed, otherwise why not */
export async function fetchElectron(): Promise<string | null> {
  say('Fetching Electron, once (about 120 MB)...');
  const reason = await runInstaller();
  if (reason === null) rmSync(FAILURE, { force: true });
  else remember(FAILURE, reason);
  return reason;
}

/** Remembered for a day, so that nobody waits for the same failure at each start. */
export function rememberStartFailure(reason: string): void {
  remember(START_FAILURE, reason);
}

export function recentStartFailure(): string | null {
  return recentFailure(Date.now(), START_FAILURE);
}

function remember(file: string, reason: string): void {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(file, JSON.stringify({ reason, failedAt: Date.now() }));
}

export function recentFailure(now = Date.now(), file = FAILURE): string | null {
  try {
    const { reason, failedAt }: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
    return typeof reason === 'string' && now - Number(failedAt) < REMEMBERED_MS ? reason : null;
  } catch {
    return null;
  }
}

async function runInstaller(): Promise<string | null> {
  const temp = join(CACHE, 'electron-download');
  rmSync(temp, { recursive: true, force: true });
  mkdirSync(temp, { recursive: true });
  // The download is written to the folder for temporary files: if that is a separate folder, its growth shows the progress.
  const env = { ...installerEnv(), TMPDIR: temp, TEMP: temp, TMP: temp };
  const child = spawn(process.execPath, [join(FOLDER, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-MOST_SAID)));
  const watch = watchGrowth([temp, join(FOLDER, 'dist')], () => child.kill('SIGKILL'));
  const code = await new Promise<number | null>((resolve) => child.on('error', () => resolve(1)).on('exit', resolve));
  watch.end();
  rmSync(temp, { recursive: true, force: true });
  if (code === 0) return null;
  return watch.hasStalled() ? 'no data came' : (causeIn(said) ?? 'the download was refused');
}

/** The last line of the installer that names the cause; null if there is none. */
export function causeIn(said: string): string | null {
  const lines = said.split('\n').map((line) => line.trim());
  const line = lines.findLast((one) => /(?:error|refused|denied|E[A-Z]{4,}|\b[45]\d\d\b)/i.test(one) && !one.startsWith('at '));
  return line === undefined ? null : line.replace(/^(?:Uncaught )?(?:\w*Error): /, '').slice(0, 200);
}

/** The download uses a proxy only if this variable is set. */
export function installerEnv(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const hasProxy = Object.entries(env).some(([name, value]) => /^(?:https?|all)_proxy$/i.test(name) && Boolean(value));
  return hasProxy ? { ...env, ELECTRON_GET_USE_PROXY: '1' } : env;
}

/** Shows the size, and calls `stall` if it does not change for too long. */
function watchGrowth(folders: readonly string[], stall: () => void): { end: () => void; hasStalled: () => boolean } {
  const before = sizeOf(folders);
  let size = before;
  let grewAt = performance.now();
  let stalled = false;
  const timer = setInterval(() => {
    const present = sizeOf(folders);
    if (present !== size) {
      size = present;
      grewAt = performance.now();
      if (process.stderr.isTTY) process.stderr.write(`\r${Math.round((size - before) / 1e6)} MB `);
    }
    stalled = performance.now() - grewAt > (size === before ? FIRST_BYTE_MS : STALL_MS);
    if (stalled) stall();
  }, 500);
  return {
    hasStalled: () => stalled,
    end: () => {
      clearInterval(timer);
      if (process.stderr.isTTY && size !== before) process.stderr.write('\n');
    },
  };
}

function sizeOf(folders: readonly string[]): number {
  return folders
    .flatMap((folder) => globSync('**/*', { cwd: folder }).map((file) => join(folder, file)))
    .reduce((sum, file) => sum + fileSize(file), 0);
}

function fileSize(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : 0;
}
