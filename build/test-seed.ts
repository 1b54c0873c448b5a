// Before each test file: its properties draw the same values in every run, so that the same sources get the same verdict.
// ONRUSH_SEED sets another seed, or "random" to look for new cases.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

const SEED = 20_261_129;

const wanted = process.env['ONRUSH_SEED'] ?? String(SEED);
const { testPath } = expect.getState();
// Most files have no properties, so they need not wait for the library.
if (wanted !== 'random' && testPath !== undefined && readFileSync(testPath, 'utf8').includes("'fast-check'")) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: Number(wanted) });
}
