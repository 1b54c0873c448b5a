// Nothing is sent to a public host before a person has agreed. Names are looked up in a table, so no test asks a real resolver.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError, type Failure } from '../../shared/errors.ts';
import { examplePlan } from '../../shared/test-example-run.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { ConfirmedHostStore } from '../store/confirmed-host-store.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { TargetGuard, type Confirmed } from './target-guard.ts';

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  'shop.example.com': ['203.0.113.9'],
  'both.example.com': ['10.0.0.1', '2001:db8::7'],
  'staging.example.com': ['10.0.0.4', 'fd00::4'],
  'nobody.example.com': [],
};

let folder: string;
let database: Database;
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-guard-'));
  asked = [];
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function guard(): TargetGuard {
  return new TargetGuard(new ConfirmedHostStore(database), async (host) => {
    asked.push(host);
    const found = ADDRESSES[host];
    if (found === undefined) throw new Error('the resolver does not answer');
    return found;
  });
}

function planAt(...urls: string[]): Plan {
  return examplePlan({ scenarios: [{ steps: urls.map((url) => ({ url })) }] });
}

async function refusalOf(plan: Plan, confirmed: Confirmed = []): Promise<Failure | null> {
  try {
    await guard().check(plan, confirmed);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error.failure;
    throw error;
  }
}

test.each([
  'http://127.0.0.1:8080/',
  'http://localhost:3000/',
  'http://printer.local/',
  'http://[::1]:8080/',
  'http://[fd00::1]/',
  'http://192.168.0.4/',
  'http://2130706433/',
])('%s needs no confirmation and no look-up', async (url) => {
  expect(await refusalOf(planAt(url))).toBeNull();
  expect(asked).toEqual([]);
});

test.each([
  ['https://shop.example.com/', 'shop.example.com', '203.0.113.9'],
  ['https://SHOP.example.com./', 'shop.example.com', '203.0.113.9'],
  ['https://both.example.com/', 'both.example.com', '2001:db8::7'],
  ['http://203.0.113.9/', '203.0.113.9', '203.0.113.9'],
  ['http://[2001:db8::1]/', '2001:db8::1', '2001:db8::1'],
  ['http://[::ffff:203.0.113.9]/', '::ffff:cb00:7109', '::ffff:cb00:7109'],
  ['https://unknown.example.com/', 'unknown.example.com', null],
])('%s must be confirmed', async (url, host, address) => {
  const failure = await refusalOf(planAt(url));
  expect(failure).toMatchObject({ code: 'needs_confirmation', confirmation: { host, address, requests: 1000, vus: 50 } });
  expect(failure?.message).toContain(`Send 1,000 requests to ${host}?`);
});

test.each(['https://staging.example.com/', 'https://nobody.example.com/'])('%s is not public', async (url) => {
  expect(await refusalOf(planAt(url))).toBeNull();
});

test('only a confirmed host is remembered', async () => {
  const plan = planAt('https://shop.example.com/a', 'https://shop.example.com/b', 'https://both.example.com/');
  expect((await refusalOf(plan))?.confirmation?.host).toBe('shop.example.com');
  expect((await refusalOf(plan, ['shop.example.com']))?.confirmation?.host).toBe('both.example.com');
  expect(await refusalOf(plan, ['both.example.com'])).toBeNull();
  expect(await refusalOf(plan)).toBeNull();
  expect((await refusalOf(planAt('http://203.0.113.9/')))?.code).toBe('needs_confirmation');
});

test('hosts that were allowed together are remembered too', async () => {
  const plan = planAt('https://shop.example.com/', 'https://both.example.com/');
  expect(await refusalOf(plan, 'all')).toBeNull();
  expect(await refusalOf(plan)).toBeNull();
});

function planThrough(proxy: string): Plan {
  return examplePlan({ scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }], http: { proxy } });
}

test.each(['http://127.0.0.1:3128', 'http://user:secret@[::1]:3128', 'http://staging.example.com'])(
  'the proxy %s is not public',
  async (proxy) => {
    expect(await refusalOf(planThrough(proxy))).toBeNull();
  },
);

test.each([
  ['http://203.0.113.9:3128', '203.0.113.9'],
  ['http://user:secret@[2001:db8::1]:3128', '2001:db8::1'],
  ['http://SHOP.example.com', 'shop.example.com'],
])('requests to this computer must be confirmed if they go through %s', async (proxy, host) => {
  const failure = await refusalOf(planThrough(proxy));
  expect(failure?.confirmation).toMatchObject({ host, isProxy: true });
  expect(failure?.message).toContain(`through the proxy ${host}?`);
  expect(failure?.message).not.toContain('secret');
  expect(await refusalOf(planThrough(proxy), [host])).toBeNull();
  expect(await refusalOf(planThrough(proxy))).toBeNull();
});
