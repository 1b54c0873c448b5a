// Builds out/ if the sources have changed since the last build.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './build-lock.ts';
import { CACHE, OUT } from './paths.ts';
import { say } from './say.ts';
import { sourceStamp } from './source-stamp.ts';

const STAMP = '.stamp';

/** `tell` receives one line when it begins and one when it has ended. */
export async function ensureBuilt(tell: (sentence: string) => void = say): Promise<void> {
  if (isFresh()) return;
  await withLock(join(CACHE, 'build.lock'), async () => {
    // Another task may have built while this one waited.
    if (!isFresh()) await build(tell);
  });
}

function isFresh(): boolean {
  try {
    return readFileSync(join(OUT, STAMP), 'utf8') === sourceStamp();
  } catch {
    return false;
  }
}

/**
 * Builds into a separate folder that then replaces the old one: a failed build leaves the old one, and nobody reads a partial
 * build.
 */
async function build(tell: (sentence: string) => void): Promise<void> {
  const startedAt = performance.now();
  const stamp = sourceStamp();
  const fresh = join(CACHE, 'out');
  tell('Building, because sources changed...');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const { bundle } = await import('./bundle.ts');
  await bundle(fresh);
  writeFileSync(join(fresh, STAMP), stamp);
  rmSync(OUT, { recursive: true, force: true });
  renameSync(fresh, OUT);
  tell(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}
