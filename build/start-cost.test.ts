// What processes and threads load before they do anything: no library that only some plans need.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.ts';

const RARE = ['undici', 'css-select', 'htmlparser2', 'tough-cookie', 'yaml', 'openapi-sampler'];

function bundleOf(entry: string): string {
  const bundles: Record<string, string> = JSON.parse(process.env['ONRUSH_TEST_BUNDLES'] ?? '{}');
  return bundles[pathToFileURL(join(ROOT, entry)).href] ?? expect.unreachable(`${entry} is not bundled`);
}

/** The packages in a bundle and in everything that it imports statically. */
function packagesOf(entry: string): Set<string> {
  const first = bundleOf(entry);
  const found = new Set<string>();
  const files = new Set([first]);
  for (const file of files) {
    const text = readFileSync(fileURLToPath(file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm)) found.add(name);
    for (const [, path = ''] of text.matchAll(/^(?:import|export)\b[^'"]*["'](\.\/[^"']+)["'];$/gm))
      files.add(new URL(path, file).href);
    // The entry of the command line is a few lines that load the rest.
    for (const [, path = ''] of text.matchAll(/^await import\("(\.\/[^"]+)"\);$/gm)) files.add(new URL(path, file).href);
  }
  return found;
}

test.each(['electron/cli/cli.ts', 'electron/browser/browser.ts', 'electron/main.ts'])('%s', (entry) => {
  const packages = packagesOf(entry);
  expect(RARE.filter((name) => packages.has(name))).toEqual([]);
});

test('the window loads its updater only when somebody downloads an update', () => {
  const updater = 'electron-updater';
  expect([...packagesOf('electron/main.ts')].filter((name) => name === updater || name === 'builder-util-runtime')).toEqual([]);
  // Fails if it is no longer a chunk of its own that main.js imports later.
  const folder = dirname(fileURLToPath(bundleOf('electron/main.ts')));
  const chunks = readdirSync(folder).filter((name) =>
    readFileSync(join(folder, name), 'utf8').includes(`node_modules/${updater}/`),
  );
  expect(chunks).toEqual([expect.stringMatching(/^updater-[\w-]+\.js$/)]);
});

test('a sending thread knows no schema either', () => {
  const packages = packagesOf('electron/engine/worker.ts');
  expect([...RARE, 'zod', 'css-what'].filter((name) => packages.has(name))).toEqual([]);
  // Fails if the bundler names packages in a different way.
  expect(packages).toContain('re2js');
});

test('the command line stores its compiled code next to its bundles', () => {
  const cli = fileURLToPath(bundleOf('electron/cli/cli.ts'));
  expect(packagesOf('electron/cli/cli.ts')).toContain('commander');
  execFileSync(process.execPath, [cli, '--version'], { env: { ...process.env, NODE_COMPILE_CACHE: undefined }, timeout: 30_000 });
  const kept = join(dirname(cli), '.compiled');
  expect(readdirSync(kept).flatMap((build) => readdirSync(join(kept, build))).length).toBeGreaterThan(10);
});
