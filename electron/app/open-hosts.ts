// Which windows and browser hosts use this data folder. Each keeps a small file there while it lives. The file of a dead process
// is ignored, and removed by the next host.
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../system/is-alive.ts';
import { makePrivateFolder } from '../system/private-folder.ts';
import { writePrivateFile } from './private-file.ts';

const openHost = z.object({
  kind: z.enum(['window', 'browser']),
  pid: z.int().positive(),
  /** The URL of its page, including the key; null if it has a window. */
  url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }).nullable(),
});

export type OpenHost = z.infer<typeof openHost>;

const BEAT_MS = 5000;
/** A process number may be reused, so the process must also have written recently. In ms. */
const BEAT_LASTS_MS = 15_000;

/** Returns a function that withdraws the announcement. If nothing can be written, the host is simply not announced. */
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

/** The hosts of other processes, the one that has been open longest first. */
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
    // The file is damaged, or was removed meanwhile.
  }
  attemptRemoval(path);
  return null;
}

function attemptRemoval(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // If the folder is read-only the file stays, but it is ignored anyway.
  }
}

function beat(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The folder was removed: nobody is left to read the file.
  }
}
