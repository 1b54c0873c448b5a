// Before tests that start processes and threads of the app: bundles their entries, as `npm start` does. One file loads in half
// the time of five hundred, and it is what people run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { bundleHosts, bundlePageScript, HOST_ENTRIES } from './bundle.ts';
import { CACHE, ROOT } from './paths.ts';

const TAKE_BUNDLES = pathToFileURL(join(import.meta.dirname, 'take-bundles.mjs')).href;

export async function setup({ vitest }: TestProject): Promise<(() => void) | undefined> {
  // In watch mode the sources change while the bundles would stay as they were.
  if (vitest.config.watch) return undefined;
  // Two projects of tests use them; the first one makes them.
  if (process.env['ONRUSH_TEST_BUNDLES'] !== undefined) return undefined;
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'under-test-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  await Promise.all([bundleHosts(folder), bundlePageScript(folder)]);
  const bundles = Object.entries(HOST_ENTRIES).map(([name, path]) => [
    pathToFileURL(join(ROOT, path)).href,
    pathToFileURL(join(folder, `${name}.js`)).href,
  ]);
  process.env['ONRUSH_TEST_BUNDLES'] = JSON.stringify(Object.fromEntries(bundles));
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import ${TAKE_BUNDLES}`.trim();
  return () => rmSync(folder, { recursive: true, force: true });
}
