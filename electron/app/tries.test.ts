// Trying a plan once as the window does it: step by step, cancelled, refused, and never among the runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../shared/errors.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import type { TriedPlan } from '../../shared/try-once.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { createApp, type OnrushApp } from './app.ts';

const PIXEL = 'R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';
let folder: string;
let app: OnrushApp;
let target: TestTarget;
let events: HostEvent[];
let handleHeld: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-tries-'));
  events = [];
  app = createApp({
    dataFolder: folder,
    version: '0.0.0',
    host: 'browser',
    resolveHost: () => Promise.resolve(['203.0.113.9']),
    deliverExport: () => Promise.resolve({ kind: 'cancelled' }),
  });
  app.listen((event) => events.push(event));
});

beforeEach(async () => {
  target = await startHttpTarget((request, response) => {
    if (request.url === '/held') return handleHeld();
    if (request.url === '/pixel') {
      return void response.setHeader('content-type', 'image/gif').end(Buffer.from(PIXEL, 'base64'));
    }
    response.setHeader('set-cookie', 'session=abcdefghijklmnopqrstuvwxyz; Path=/; HttpOnly').end('{"token":"t-1"}');
  });
});

afterEach(async () => {
  await app.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

function planOf(...steps: readonly object[]): object {
  return { version: 2, name: 'Shop', scenarios: [{ name: 'buy', steps }], load: { model: 'iterations', iterations: 9, vus: 3 } };
}

async function tryPlan(plan: object, tryId = 'try-1', pauses = false): Promise<TriedPlan> {
  const result = (await app.call('plans.try', { plan, tryId, pauses })) as Result<TriedPlan>;
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

function at(path: string): string {
  return new URL(path, target.url).href;
}

test('a plan is tried step by step, with its cookies and pictures, and is not among the runs', async () => {
  const logIn = { name: 'log in', url: at('/login'), extract: { token: { json: '$.token' } } };
  const tried = await tryPlan(planOf(logIn, { name: 'pixel', url: at('/pixel') }));
  expect(tried).toMatchObject({ passed: true, isCancelled: false });
  const [first, second] = tried.scenarios[0]?.steps ?? [];
  expect(first?.values).toEqual([{ name: 'token', value: 't-1' }]);
  expect(first?.cookies).toEqual([
    { name: 'session', value: 'abcdefgh…yz', domain: '127.0.0.1', path: '/', httpOnly: true, secure: false },
  ]);
  expect(second?.exchanges[0]).toMatchObject({ isReused: true, response: { image: `data:image/gif;base64,${PIXEL}` } });
  const reported = events.flatMap((event) => (event.type === 'try' ? [[event.tryId, event.progress.step]] : []));
  expect(reported).toEqual([
    ['try-1', 0],
    ['try-1', 1],
  ]);
  expect(await app.call('runs.list', {})).toEqual({ ok: true, value: [] });
});

test('a cancelled trial ends at once with its results so far', async () => {
  const held = new Promise<void>((resolve) => (handleHeld = resolve));
  const trying = tryPlan(planOf({ name: 'held', url: at('/held') }, { name: 'next', url: at('/next') }));
  await held;
  await app.call('plans.cancelTry', { tryId: 'try-1' });
  const tried = await trying;
  expect(tried).toMatchObject({ passed: false, isCancelled: true });
  expect(tried.scenarios[0]?.steps).toMatchObject([
    { state: 'failed', reason: 'The try was cancelled.' },
    { state: 'skipped', reason: 'It was not sent, because the try was cancelled.' },
  ]);
});

test('with pauses the user waits after a step, and cancelling ends the wait at once', async () => {
  const steps = planOf({ name: 'first', url: at('/first'), think: '60ms' }, { name: 'second', url: at('/second') });
  const began = performance.now();
  expect((await tryPlan(steps, 'try-1', true)).passed).toBe(true);
  expect(performance.now() - began).toBeGreaterThanOrEqual(59);
  const waiting = tryPlan(planOf({ name: 'first', url: at('/first'), think: '1h' }, { url: at('/second') }), 'try-2', true);
  await expect.poll(() => events.some((event) => event.type === 'try' && event.tryId === 'try-2')).toBe(true);
  await app.call('plans.cancelTry', { tryId: 'try-2' });
  expect((await waiting).scenarios[0]?.steps.map(({ state }) => state)).toEqual(['passed', 'skipped']);
});

test('a public host is asked about, and a plan with a fault is refused, before anything is sent', async () => {
  const publicPlan = planOf({ url: 'http://shop.example/' });
  await expect(tryPlan(publicPlan)).rejects.toThrow('needs_confirmation');
  await expect(tryPlan(planOf({ url: `${at('/')}{{nobody}}` }))).rejects.toThrow('plan_invalid');
});
