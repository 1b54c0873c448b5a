// A plan is given where results are expected.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusePlan } from './refuse-plan.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-plan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const look = (text: string): void => {
  const path = join(folder, 'shop.onrush');
  writeFileSync(path, text);
  refusePlan(path, 'shop.onrush');
};

test.each(['', '\uFEFF', '\n  '])('a plan behind %j is refused by its name', (before) => {
  expect(() => look(`${before}{"version": 2, "scenarios": []}`)).toThrow(
    'shop.onrush is a plan, not the results of a run. Open it under Plans, or send it: run shop.onrush',
  );
});

test.each([
  '',
  '{',
  'timeStamp,elapsed\n',
  '{"metric":"http_reqs","type":"Point"}\n{}',
  '[{"scenarios":[]}]',
  '{"scenarios":{}}',
])('%j is left to the readers of results', (text) => {
  expect(() => look(text)).not.toThrow();
});

test('a folder and a missing file are left to them as well', () => {
  expect(() => refusePlan(folder, 'folder')).not.toThrow();
  expect(() => refusePlan(join(folder, 'none'), 'none')).not.toThrow();
});
