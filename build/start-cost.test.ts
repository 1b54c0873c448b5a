// What processes and threads load before they do anything: no library that only some plans need.
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

const RARE = ['undici', 'css-select', 'htmlparser2', 'tough-cookie', 'yaml', 'openapi-sampler'];

/** The packages in a bundle and in all that it imports at once. */
function packagesOf(entry: string): Set<string> {
  const bundles: Record<string, string> = JSON.parse(process.env['ONRUSH_TEST_BUNDLES'] ?? '{}');
  const first = bundles[pathToFileURL(join(ROOT, entry)).href] ?? expect.unreachable(`${entry} is not bundled`);
  const found = new Set<string>();
  const files = new Set([first]);
  for (const file of files) {
    const text = readFileSync(fileURLToPath(file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm)) found.add(name);
    for (const [, path = ''] of text.matchAll(/^(?:import|export)\b[^'"]*["'](\.\/[^"']+)["'];$/gm))
      files.add(new URL(path, file).href);
  }
  return found;
}

test.each(['electron/cli/cli.ts', 'electron/browser/browser.ts', 'electron/main.ts'])('%s', (entry) => {
  const packages = packagesOf(entry);
  expect(RARE.filter((name) => packages.has(name))).toEqual([]);
});

test('a sending thread knows no schema either', () => {
  const packages = packagesOf('electron/engine/worker.ts');
  expect([...RARE, 'zod', 'css-what'].filter((name) => packages.has(name))).toEqual([]);
  // Else the bundler names packages in another way.
  expect(packages).toContain('re2js');
});
