import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceStamp } from './source-stamp.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-stamp-'));
  mkdirSync(join(folder, 'shared'));
  writeFileSync(join(folder, 'shared', 'plan.ts'), 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a changed source changes the stamp, at any folder depth', () => {
  const before = sourceStamp(folder);
  writeFileSync(join(folder, 'shared', 'plan.ts'), 'two');
  const changed = sourceStamp(folder);
  mkdirSync(join(folder, 'renderer', 'ui'), { recursive: true });
  writeFileSync(join(folder, 'renderer', 'ui', 'tokens.css'), ':root {}');
  expect(new Set([before, changed, sourceStamp(folder)]).size).toBe(3);
});

test('file times and tests do not change the stamp', () => {
  const before = sourceStamp(folder);
  utimesSync(join(folder, 'shared', 'plan.ts'), 1, 1);
  writeFileSync(join(folder, 'shared', 'plan.test.ts'), 'a test');
  expect(sourceStamp(folder)).toBe(before);
});
