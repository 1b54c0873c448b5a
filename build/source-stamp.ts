// A fingerprint of everything that a build depends on, fast enough to compute at every start.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

const SOURCES = [
  '{shared,electron,renderer}/**/*.{ts,tsx,css,html,svg,png,woff2}',
  'build/{bundle,licences,style-sheets,vite.config}.ts',
  'build/icons/icon.png',
  'package-lock.json',
  'package.json',
];

/**
 * A hash of the names and contents of the files, so that a clone or a checkout that changes only times does not count as a
 * change.
 */
export function sourceStamp(root = ROOT): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: root }).toSorted()) {
    if (!/\.test\.tsx?$/.test(file)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
