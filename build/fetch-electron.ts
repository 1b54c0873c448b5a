// A bounded attempt to fetch Electron's program: it shows its progress, gives up when nothing moves, and remembers that for a day.
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.ts';
import { say } from './say.ts';

const FOLDER = join(ROOT, 'node_modules', 'electron');
const FAILURE = join(CACHE, 'electron-failure.json');
const REMEMBERED_MS = 24 * 3_600_000;
const FIRST_BYTE_MS = 12_000;
const STALL_MS = 30_000;

/** @returns null when it is there, else why not. */
export async function fetchElectron(): Promise<string | null> {
  say('Fetching Electron, once (about 120 MB)...');
  const reason = await runInstaller();
  if (reason === null) rmSync(FAILURE, { force: true });
  else writeFileSync(FAILURE, JSON.stringify({ reason, failedAt: Date.now() }));
  return reason;
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
  // The download lands in the folder for temporary files: in one of our own, its growth is the progress.
  const env = { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp };
  const child = spawn(process.execPath, [join(FOLDER, 'install.js')], { env, stdio: 'ignore' });
  const watch = watchGrowth([temp, join(FOLDER, 'dist')], () => child.kill('SIGKILL'));
  const code = await new Promise<number | null>((resolve) => child.on('error', () => resolve(1)).on('exit', resolve));
  watch.end();
  rmSync(temp, { recursive: true, force: true });
  if (code === 0) return null;
  return watch.hasStalled() ? 'no data came' : 'the download was refused';
}

/** Shows how much there is, and calls `stall` when it stays the same for too long. */
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
