// The plan that the command line names.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PlanSource } from './command.ts';
import { readPlan } from './read-plan.ts';

function judgedBy(...thresholds: readonly string[]): PlanSource {
  return {
    kind: 'plan',
    plan: {
      version: 1,
      scenarios: [{ steps: [{ name: 'home', url: 'http://127.0.0.1/' }] }],
      load: { model: 'iterations', iterations: 1, vus: 1 },
      thresholds: ['errors < 1%'],
    },
    thresholds,
  };
}

test('thresholds of the command line apply in addition to those of the plan, in every form of a plan', () => {
  const added = ['http_req_duration: p(95)<300', 'p95{step: "home"} < 1s', 'rps ≥ 10'];
  expect(readPlan(judgedBy(...added))).toMatchObject({
    value: { thresholds: ['errors < 1%', ...added].map((expression) => ({ expression })) },
  });
});

test.each([
  ['p95 <', '--threshold "p95 <": Column 6: '],
  ['p95{step: "cart"} < 1s', '--threshold "p95{step: "cart"} < 1s": '],
  ['p95{journey: "home"} < 1s', '--threshold "p95{journey: "home"} < 1s": '],
  ['checks > 99%', '--threshold "checks > 99%": '],
])('the threshold %s is refused by its option', (bad, beginning) => {
  const read = readPlan(judgedBy('p95 < 1s', bad));
  expect(read).toMatchObject({ ok: false, failure: { code: 'bad_request' } });
  if (read.ok) throw new Error('It was read');
  expect(read.failure.message.slice(0, beginning.length)).toBe(beginning);
});

test('a file of runs in the place of a plan is recognised', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-read-'));
  const path = join(folder, 'run.onrush');
  writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84)]));
  expect(readPlan({ kind: 'file', path, environment: null })).toMatchObject({
    failure: { code: 'plan_invalid', message: `The file ${path} holds runs, not a plan. See it with: report ${path}` },
  });
  rmSync(folder, { recursive: true });
});

test.skipIf(process.platform === 'win32')('a device that never ends is given up', () => {
  const read = readPlan({ kind: 'file', path: '/dev/zero', environment: null });
  expect(read).toMatchObject({
    ok: false,
    failure: { message: 'The file /dev/zero holds more than 100 MB, so it is not a plan.' },
  });
});
