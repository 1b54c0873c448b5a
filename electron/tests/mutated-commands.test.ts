// Whatever a page sends: each command is executed, or refused with a sentence, and the host keeps working. ONRUSH_MUTATIONS sets
// how many are sent; a few hundred by default.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../shared/errors.ts';
import { COMMAND_INPUTS } from '../../shared/rpc.ts';
import { EVERYTHING } from '../../shared/sample-query.ts';
import { pack, unpack } from '../../shared/wire.ts';
import { createApp, type OnrushApp } from '../app/app.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';

const MUTATIONS = Number(process.env['ONRUSH_MUTATIONS'] ?? 600);
/** Far above what the slowest command needs; a host that hangs takes forever. */
const LONGEST_MS = 10_000;

/** They open a browser, load the computer for seconds, or move the history away. */
const LEFT_OUT = new Set([
  'record.start',
  'demo.start',
  'demo.shop',
  'calibration.measure',
  'app.setAsideStore',
  'app.selfCheck',
]);

let folder: string;
let target: TestTarget;
let app: OnrushApp;
let seeds: ReadonlyMap<string, unknown>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-mutated-'));
  target = await startHttpTarget((_request, response) => response.end('{"id":1}'));
  app = createApp({
    dataFolder: folder,
    version: '0.0.0',
    host: 'browser',
    resolveHost: () => Promise.resolve(['203.0.113.9']),
    deliverExport: (file) => Promise.resolve({ kind: 'download', url: '/download/x', fileName: file.fileName }),
  });
  seeds = seedsOf(await finishedRun());
});

afterAll(async () => {
  await app.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every command that is not left out has a valid input to begin with', () => {
  const missing = Object.keys(COMMAND_INPUTS).filter((name) => !LEFT_OUT.has(name) && !seeds.has(name));
  expect(missing).toEqual([]);
  const invalid = [...seeds].filter(
    ([name, input]) => !COMMAND_INPUTS[name as keyof typeof COMMAND_INPUTS].safeParse(input).success,
  );
  expect(invalid).toEqual([]);
});

test('mutated commands are carried out or refused, and none is an internal error', async () => {
  const random = randomFrom(20_261_129);
  const names = [...seeds.keys()];
  const faults: unknown[] = [];
  for (let at = 0; at < MUTATIONS; at++) {
    const name = names[at % names.length] ?? '';
    const input = mutated(structuredClone(seeds.get(name)), random);
    const result = await Promise.race([app.call(name, overTheWire(input)), tooLate()]);
    if (result === null || (!result.ok && result.failure.code === 'internal')) faults.push({ name, input, result });
    await endRuns(result);
  }
  expect(faults).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(await app.call('app.info', {})).toMatchObject({ ok: true, value: { problem: null } });
}, 600_000);

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'runs', 'runs.', 'runs.list ', 'RUNS.LIST', '\0'])(
  'the command %j does not exist',
  async (name) => {
    expect(await app.call(name, {})).toMatchObject({ ok: false, failure: { code: 'bad_request' } });
  },
);

function seedsOf(runId: string): ReadonlyMap<string, unknown> {
  const filter = {
    ...EVERYTHING,
    window: { by: 'ended', from: 0, to: 500 },
    statuses: [200],
    dataRow: { set: 0, row: 1, of: 2 },
  };
  const asked = { runId, view: 'v', filter };
  const sort = { by: 'service_time', descending: true };
  const settings = { objectives: ['p(99) < 50ms'], maxFailed: 0.01, precision: 'quick', unit: 'iterations', startRate: 5 };
  const description = { name: 'A run', notes: 'n', tags: ['one', 'two'], starred: true };
  return new Map<string, unknown>([
    ...Object.entries(COMMAND_INPUTS)
      .filter(([name, schema]) => !LEFT_OUT.has(name) && schema.safeParse({}).success)
      .map(([name]): [string, unknown] => [name, {}]),
    ['hosts.forget', { host: 'example.test' }],
    [
      'settings.set',
      { theme: 'dark', stopWhenRefused: true, workers: 1, otlpUrl: '', looksForNewer: false, traceUrl: 'http://a/{traceId}' },
    ],
    ['secrets.list', { names: ['KEY'] }],
    ['secrets.set', { name: 'KEY', value: 'v' }],
    ['secrets.remove', { name: 'KEY' }],
    ['plans.save', { id: null, plan: planOf(), folder }],
    ['plans.delete', { id: 'p' }],
    ['plans.restore', { id: 'p' }],
    ['plans.keepFiles', { files: [{ name: 'a.csv', base64: 'YQ==' }] }],
    ['plans.completePath', { text: 'us', planId: null }],
    ['plans.previewData', { file: 'users.csv', delimiter: ',', planId: null }],
    ['plans.try', { plan: planOf(), planId: null, tryId: 't', confirmed: [], environment: null }],
    ['plans.cancelTry', { tryId: 't' }],
    ['runs.start', { plan: planOf(), planId: null, confirmed: [], environment: null }],
    ...['runs.stop', 'runs.pause', 'runs.resume', 'runs.restore', 'runs.open'].map((name): [string, unknown] => [
      name,
      { id: runId },
    ]),
    ['runs.delete', { id: 'another' }],
    ['runs.adjust', { id: runId, level: 2, maxVus: 3 }],
    ['runs.describe', { id: runId, ...description }],
    ['runs.pin', { id: runId, isBaseline: true }],
    ['runs.examples', { id: runId, outcome: 'http_4xx', code: '', message: '' }],
    ['runs.export', { id: runId, kind: 'requests-csv', exportId: 'e', filter }],
    ['exports.cancel', { exportId: 'e' }],
    ['compare.runs', { ids: [runId, runId], step: { scenario: 'a', name: 'b' } }],
    ['compare.export', { ids: [runId, runId], exportId: 'e' }],
    ['capacity.start', { plan: planOf(), planId: null, settings, ladder: { rates: [5, 10], eachMs: 4000 }, confirmed: [] }],
    ['capacity.resume', { id: 'c', confirmed: [] }],
    ['series.add', { runId: 'r', upload: 'lost.csv' }],
    ['series.query', { runId: 'r', server: 'http://127.0.0.1:9', query: 'up', name: '' }],
    ['traces.open', { traceId: '0af7651916cd43dd8448eb211c80319c' }],
    ['capacity.stop', { id: 'c' }],
    ['capacity.describe', { id: 'c', ...description }],
    ['capacity.delete', { id: 'c' }],
    ['capacity.restore', { id: 'c' }],
    ['capacity.export', { id: 'c', kind: 'html', exportId: 'e' }],
    ['samples.figures', asked],
    ['samples.series', { ...asked, by: 'ended', columns: 60 }],
    ['samples.groups', { ...asked, by: 'due', columns: 60, of: 'step' }],
    ['samples.page', { ...asked, sort, offset: 0, limit: 20 }],
    ['samples.place', { ...asked, sort, seq: 1 }],
    ['samples.journeys', asked],
    ['samples.causes', asked],
    ['samples.request', { runId, seq: 1 }],
    ['imports.start', { upload: null }],
    ['drafts.keep', { planId: 'p', draft: { name: 'A draft' } }],
    ['files.show', { path: join(folder, 'a.csv') }],
    ['app.logError', { where: 'The page', text: 'Error: something broke' }],
  ]);
}

function planOf(): Record<string, unknown> {
  return {
    version: 2,
    name: 'A plan',
    variables: { base: target.url, word: 'w' },
    scenarios: [
      {
        name: 's',
        cookies: 'iteration',
        steps: [
          {
            name: 'one',
            method: 'POST',
            url: '{{base}}a?q={{word}}',
            headers: { accept: '*/*' },
            body: { json: { n: '{{$randomInt[1,3]}}' } },
            extract: { id: { json: '$.id' } },
            checks: [{ status: '2xx' }, { json: '$.id', count: '> 0' }],
          },
        ],
      },
    ],
    load: { model: 'iterations', iterations: 2, vus: 1 },
    thresholds: ['p(99) < 250', 'checks > 99%'],
  };
}

async function finishedRun(): Promise<string> {
  const ended = new Promise<void>((resolve) => {
    app.listen((event) => {
      if (event.type === 'run' && event.event.type === 'ended') resolve();
    });
  });
  const result = (await app.call('runs.start', { plan: planOf(), planId: null })) as Result<{ runId: string }>;
  if (!result.ok) throw new Error(result.failure.message);
  await ended;
  return result.value.runId;
}

/** What a mutation has started is ended at once: the second stop abandons the requests in flight. */
async function endRuns(result: Result<unknown> | null): Promise<void> {
  if (result === null || !result.ok) return;
  const value = Object(result.value) as { readonly runId?: string; readonly id?: string; readonly trials?: unknown };
  if (value.runId !== undefined) for (let stops = 0; stops < 2; stops++) await app.call('runs.stop', { id: value.runId });
  if (value.id !== undefined) await app.call('capacity.stop', { id: value.id });
}

/** Exactly what the socket would carry; values that it cannot carry never reach the host. */
function overTheWire(input: unknown): unknown {
  try {
    return unpack(pack(input));
  } catch {
    return input;
  }
}

async function tooLate(): Promise<null> {
  return await new Promise((resolve) => {
    setTimeout(() => resolve(null), LONGEST_MS).unref();
  });
}

type Random = (below: number) => number;

function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const HOSTILE: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => 0,
  () => -1,
  () => 1e308,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 2 ** 53,
  () => 0.1,
  () => '',
  () => ' ',
  () => '\0',
  () => '\u{1F600}\uD800',
  () => '../../../../etc/passwd',
  () => '__proto__',
  () => '{{',
  () => '{{$randomInt[9,1]}}',
  () => '<img src=x onerror=alert(1)>',
  () => "'; DROP TABLE runs; --",
  () => 'a'.repeat(100_000),
  () => '('.repeat(5000),
  () => [],
  () => ({}),
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown,
  () => new Uint8Array(4),
  () => new Float64Array(2),
  () => new Date(0),
  () => deep(500),
  () => Array.from({ length: 5000 }, () => 'x'),
  () => 'http://127.0.0.1:1/',
  () => 'file:///etc/passwd',
  () => '$..[?(@.a==1)]',
  () => '99999999999999999999s',
];

function deep(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}

/** One to three places are changed: replaced, left out or added. */
function mutated(input: unknown, random: Random): unknown {
  let value = input;
  for (let times = 1 + random(3); times > 0; times--) value = changedAt(value, random);
  return value;
}

function changedAt(value: unknown, random: Random): unknown {
  const hostile = (): unknown => HOSTILE[random(HOSTILE.length)]?.();
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof Date) return hostile();
  const keys = Object.keys(value);
  const key = keys[random(keys.length)];
  const chance = random(10);
  if (key === undefined || chance === 0) return Array.isArray(value) ? [...value, hostile()] : { ...value, extra: hostile() };
  if (chance === 1) return without(value, key);
  if (chance === 2) return hostile();
  const record = value as Record<string, unknown>;
  const changed = chance === 3 ? hostile() : changedAt(record[key], random);
  return Array.isArray(value) ? value.map((item, at) => (String(at) === key ? changed : item)) : { ...value, [key]: changed };
}

function without(value: object, key: string): unknown {
  if (Array.isArray(value)) return value.filter((_item, at) => String(at) !== key);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}
