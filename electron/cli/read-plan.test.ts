// The plan that the command line names.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlan } from './read-plan.ts';

test('a file of runs in the place of a plan is named as one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-read-'));
  const path = join(folder, 'run.onrush');
  writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84)]));
  expect(readPlan({ kind: 'file', path, environment: null })).toMatchObject({
    failure: { code: 'plan_invalid', message: `The file ${path} holds runs, not a plan. See it with: report ${path}` },
  });
  rmSync(folder, { recursive: true });
});
