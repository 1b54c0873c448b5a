// Which windows and browser hosts have this data folder open: each keeps a small file of its own there while it lives. What a dead
// process left behind is ignored, and removed by the next one.
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../system/is-alive.ts';
import { makePrivateFolder } from '../system/private-folder.ts';
import { writePrivateFile } from './private-file.ts';

const openHost = z.object({
  kind: z.enum(['window', 'browser']),
  pid: z.int().positive(),
  /** Where its page is, with the key to it; null where it has a window of its own. */
  url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }).nullable(),
});

export type OpenHost = z.infer<typeof openHost>;

const BEAT_MS = 5000;
/** The number of a process may be given out again, so it must also have been heard of lately. */
const BEAT_LASTS_MS = 15_000;

/** @returns what takes it back. Where nothing can be written, nobody hears of it. */
export function announceHost(dataFolder: string, host: Pick<OpenHost, 'kind' | 'url'>): () => void {
  const folder = folderOf(dataFolder);
  const path = join(folder, `${process.pid}.json`);
  try {
    makePrivateFolder(folder);
    writePrivateFile(path, JSON.stringify({ ...host, pid: process.pid }));
  } catch {
    return () => undefined;
  }
  const timer = setInterval(() => beat(path), BEAT_MS).unref();
  return () => {
    clearInterval(timer);
    rmSync(path, { force: true });
  };
}

/** The hosts of other processes, those that have been open the longest first. */
export function openHosts(dataFolder: string, now = Date.now()): readonly OpenHost[] {
  const folder = folderOf(dataFolder);
  return filesOf(folder)
    .flatMap((name) => read(join(folder, name), now) ?? [])
    .toSorted((a, b) => a.openedAt - b.openedAt)
    .map(({ host }) => host)
    .filter(({ pid }) => pid !== process.pid);
}

function folderOf(dataFolder: string): string {
  return join(dataFolder, 'open');
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+\.json$/.test(name));
  } catch {
    return [];
  }
}

function read(path: string, now: number): { readonly host: OpenHost; readonly openedAt: number } | null {
  try {
    const { mtimeMs, birthtimeMs } = statSync(path);
    const host = openHost.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (isAlive(host.pid) && now - mtimeMs <= BEAT_LASTS_MS) return { host, openedAt: birthtimeMs };
  } catch {
    // It is damaged, or went away meanwhile.
  }
  attemptRemoval(path);
  return null;
}

function attemptRemoval(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder that cannot be written keeps it; it is ignored all the same.
  }
}

function beat(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The folder went away: there is nobody to tell.
  }
}
