// A program that was stopped for a while, as by a laptop's sleep, and continues: what the server did meanwhile is what it did.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOf, startCommand } from '../cli/test-command.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';

const FROZEN_MS = 2500;
let folder: string;
let target: TestTarget;
let arrived: () => void = () => undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-frozen-'));
  target = await startHttpTarget((_, response) => {
    arrived();
    setTimeout(() => response.end('ok'), 50);
  });
});
afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

// Windows has no signal that stops a program.
test.skipIf(process.platform === 'win32')('a response that came in time is no timeout because it was read late', async () => {
  const plan = {
    version: 2,
    name: 'frozen',
    scenarios: [{ name: 's', steps: [{ method: 'GET', url: target.url }] }],
    load: { model: 'closed', stages: [{ duration: '4s', target: 4 }] },
    timeouts: { firstByte: '1500ms', total: '2s' },
  };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  const firstRequest = new Promise<void>((resolve) => (arrived = resolve));
  const child = startCommand(['run', 'plan.json', '--summary', 'summary.json', '--quiet'], { folder });
  const ended = endOf(child);
  await firstRequest;
  await wait(300);
  child.kill('SIGSTOP');
  await wait(FROZEN_MS);
  child.kill('SIGCONT');
  const { code, stderr } = await ended;
  expect([code, stderr]).toEqual([0, '']);
  const { requests, outcomes, serviceTime } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  expect(outcomes).toEqual({ ok: requests.total });
  // At least one of them was in flight meanwhile.
  expect(serviceTime.max).toBeGreaterThan(FROZEN_MS * 0.9);
});
