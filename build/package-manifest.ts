// The package.json of the command line's package: without the libraries of the window, which are all in the bundles, and without
// what only the repository needs.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUT, ROOT } from './paths.ts';

const MANIFEST = join(ROOT, 'package.json');
/** The repository's own package.json, while the other one replaces it. */
const KEPT = join(OUT, 'package.json.kept');

const PUBLISHED = ['name', 'version', 'description', 'license', 'author', 'type', 'bin', 'files'];

export function publishedManifest(manifest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept = Object.entries(manifest).filter(([name]) => PUBLISHED.includes(name));
  return { ...Object.fromEntries(kept), engines: { node: '>=22.13' } };
}

export function putPublishedManifest(): void {
  restoreManifest();
  const text = readFileSync(MANIFEST, 'utf8');
  writeFileSync(KEPT, text);
  writeFileSync(MANIFEST, `${JSON.stringify(publishedManifest(JSON.parse(text)), null, 2)}\n`);
}

/** Also restores it after an interrupted packing. */
export function restoreManifest(): void {
  if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
}
