// With a real k6, if one is found (ONRUSH_K6 or PATH): exported scripts pass its own check, and send what Onrush sends.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { k6Script } from '../../../../shared/plan/k6/k6-script.ts';
import type { Plan, PlanInput } from '../../../../shared/plan/plan.ts';
import { parsePlan } from '../../../../shared/plan/plan-parse.ts';
import { openHistory, type OpenHistory } from '../../history.ts';
import { startHttpTarget, type TestTarget } from '../../../engine/tests/test-target.ts';
import { findK6, type K6 } from '../find-k6.ts';
import { k6World } from '../k6-world.ts';

const k6 = await found();
const run = promisify(execFile);

let folder = '';
let target: TestTarget;
let history: OpenHistory;
/** What each sender sent, by the first part of the path. */
const heard = new Map<string, string[]>();

async function found(): Promise<K6 | null> {
  try {
    return await findK6(process.env['ONRUSH_K6'] ?? null);
  } catch {
    process.stderr.write('No k6 was found, so scripts for k6 are not run. Name one with ONRUSH_K6=FILE.\n');
    return null;
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-real-k6-'));
  target = await startHttpTarget((request, response) => void respond(request, response));
  const opened = openHistory(folder, () => undefined);
  if (!opened.ok) throw new Error(opened.failure.message);
  history = opened.value;
  writeFileSync(join(folder, 'users.csv'), 'name,word\nann,"a ""b"", c"\nbob,x y\ncleo,ü\n');
  writeFileSync(join(folder, 'items.json'), '[{"sku":"s1","n":1},{"sku":"s2","n":2}]');
  writeFileSync(join(folder, 'photo.png'), Buffer.from([137, 80, 78, 71, 0, 255, 13, 10]));
});

afterAll(async () => {
  await history.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, sender = '', ...path] = (request.url ?? '').split('/');
  const body = await text(request);
  const { authorization = '', cookie = '', 'content-type': type = '' } = request.headers;
  const sent = `${request.method ?? ''} /${path.join('/')} ${authorization} ${cookie} ${type.replace(/boundary=.*/, '')} ${body.replaceAll(/-{20,}\w+/g, '--')}`;
  heard.set(sender, [...(heard.get(sender) ?? []), sent]);
  await wait(5);
  if (path[0] === 'html') return void response.end('<form><input name="csrf" value="c&amp;1"></form>');
  if (path[0] === 'gone') return void response.writeHead(404).end();
  response.setHeader('set-cookie', 'sid=42; Path=/');
  response.setHeader('x-id', 'h7');
  response.setHeader('content-type', 'application/json');
  response.end('{"token":"t1","list":[{"id":3},{"id":4}],"order":{"id":9},"text":"id=77;"}');
}

function planOf(sender: string, input: Partial<PlanInput>): Plan {
  const base = `${target.url}${sender}`;
  const whole = {
    version: 2,
    name: sender,
    variables: { base },
    scenarios: [],
    load: { model: 'iterations', iterations: 1, vus: 1 },
    ...input,
  };
  const parsed = parsePlan(whole);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** Each list is sorted. */
function sentBy(sender: string): readonly string[] {
  return (heard.get(sender) ?? []).toSorted();
}

async function sendWithOnrush(plan: Plan): Promise<void> {
  const { ended } = await history.manager.start({ plan, planId: null, folder });
  await ended;
}

/** Runs the file as a person would. */
async function sendWithK6(plan: Plan): Promise<void> {
  const path = join(folder, `${plan.name}.js`);
  writeFileSync(path, k6Script(plan).text);
  await run(k6?.path ?? '', ['inspect', path]);
  await run(k6?.path ?? '', ['run', '--quiet', '--no-usage-report', '--address', 'localhost:0', path], { maxBuffer: 1e8 });
}

const JOURNEY: Partial<PlanInput> = {
  data: [
    { name: 'users', file: 'users.csv' },
    { name: 'items', file: 'items.json', pick: 'random' },
  ],
  before: [{ name: 'reset', method: 'POST', url: '{{base}}/reset', extract: { shop: { json: '$.order.id' } } }],
  scenarios: [
    {
      name: 'buy',
      weight: 3,
      cookies: 'vu',
      perVu: [{ name: 'log in', url: '{{base}}/login', extract: { token: { json: '$.token' } } }],
      auth: { type: 'bearer', token: '{{token}}' },
      steps: [
        {
          name: 'one',
          method: 'POST',
          url: '{{base}}/one?q={{users.word}}&shop={{shop}}',
          body: { json: { user: '{{users.name}}', sku: '{{items.sku}}', n: '{{items.n}}', as: 'n {{items.n}}' } },
          extract: {
            id: { json: '$.list[-1].id' },
            head: { header: 'X-Id' },
            number: { regex: 'id=(\\d+)' },
            cut: { between: ['id=', ';'] },
            sid: { cookie: 'sid' },
            many: { json: '$.list[*].id', pick: 'all-count' },
            none: { json: '$.nothing', default: 'no' },
          },
          checks: [
            { status: 200 },
            { json: '$.list', count: '> 1' },
            { header: 'x-id', is: 'h7' },
            { body: 'contains', value: 'token' },
          ],
        },
        { name: 'html', url: '{{base}}/html', extract: { csrf: { css: 'input[name=csrf]', attr: 'value' } } },
        {
          name: 'two',
          method: 'POST',
          url: '{{base}}/two/{{id}}/{{head}}/{{number}}/{{cut}}/{{sid}}/{{many}}/{{none}}',
          body: { form: { csrf: '{{csrf}}', tag: ['a b', "it's!"] } },
          checks: [{ status: '2xx' }, { json: '$.order.id', value: '> 5' }],
        },
        {
          name: 'photo',
          method: 'POST',
          url: '{{base}}/photo',
          body: {
            multipart: [
              { name: 'a', value: '{{users.name}}' },
              { name: 'p', file: 'photo.png' },
            ],
          },
        },
        { name: 'query', method: 'POST', url: '{{base}}/graphql', body: { graphql: 'query { a }', variables: { id: '{{id}}' } } },
        { name: 'gone', url: '{{base}}/gone' },
        { name: 'never', url: '{{base}}/never' },
      ],
    },
    {
      name: 'look',
      auth: { type: 'basic', user: 'ann', password: '{{$vu}}' },
      steps: [{ url: '{{base}}/look/{{$iteration}}', body: 'text {{users.name}}' }],
    },
    { name: 'admin', load: { model: 'iterations', iterations: 3, vus: 1 }, steps: [{ url: '{{base}}/admin/{{users.name}}' }] },
  ],
  load: { model: 'iterations', iterations: 12, vus: 1 },
};

test.skipIf(k6 === null)('a journey sends exactly the same requests', async () => {
  await Promise.all([sendWithOnrush(planOf('onrush', JOURNEY)), sendWithK6(planOf('k6', JOURNEY))]);
  expect(sentBy('k6').map(withoutPassword)).toEqual(sentBy('onrush').map(withoutPassword));
});

/** k6 numbers the users of several loads differently. */
function withoutPassword(sent: string): string {
  return sent.replace(/Basic \S+/, 'Basic');
}

const URL_OF = (path: string): PlanInput['scenarios'][number] => ({ name: path, steps: [{ url: `{{base}}/${path}` }] });

test.skipIf(k6 === null)('each load model sends as many requests, in the same shares', async () => {
  const even: Partial<PlanInput> = {
    scenarios: [URL_OF('a')],
    load: { model: 'open', maxVus: 10, stages: [{ duration: '1s', target: 100 }] },
  };
  const rising: Partial<PlanInput> = {
    scenarios: [{ ...URL_OF('a'), weight: 3 }, URL_OF('b')],
    load: {
      model: 'open',
      startTarget: 0,
      stages: [
        { duration: '500ms', target: 200 },
        { duration: 0, target: 100 },
        { duration: '500ms', target: 100 },
      ],
    },
  };
  const random: Partial<PlanInput> = {
    scenarios: [URL_OF('a')],
    load: { model: 'open', maxVus: 10, arrivals: 'poisson', seed: 5, stages: [{ duration: '1s', target: 100 }] },
  };
  const closed: Partial<PlanInput> = {
    scenarios: [{ ...URL_OF('a'), pacing: '50ms' }],
    load: { model: 'closed', stages: [{ duration: '1s', target: 10 }] },
  };
  const plans = { even, rising, random, closed };
  // Onrush sends one plan at a time, while all scripts run concurrently.
  const scripts = Promise.all(Object.entries(plans).map(async ([name, plan]) => await sendWithK6(planOf(`k6-${name}`, plan))));
  for (const [name, plan] of Object.entries(plans)) await sendWithOnrush(planOf(`onrush-${name}`, plan));
  await scripts;
  for (const name of Object.keys(plans)) {
    const [ours, theirs] = [sentBy(`onrush-${name}`), sentBy(`k6-${name}`)];
    // On a busy computer a few arrivals come too late, and in the closed model each user may be one iteration behind.
    const most = name === 'closed' ? 10 : 2 + ours.length / 100;
    expect(Math.abs(theirs.length - ours.length), `${name}: ${ours.length} and ${theirs.length}`).toBeLessThanOrEqual(most);
    const share = (all: readonly string[]): number => all.filter((sent) => sent.includes('/a ')).length / all.length;
    expect(share(theirs)).toBeCloseTo(share(ours), 2);
  }
});

test.skipIf(k6 === null)('as the engine of a run, k6 fills the history with what it sent', async () => {
  const plan = planOf('engine', { ...JOURNEY, thresholds: ['checks > 99%'] });
  const sender = {
    name: 'k6',
    worldOf: (one: Plan, files: Parameters<typeof k6World>[2]) => k6World(k6 ?? { path: '', version: '' }, one, files, folder),
  };
  const { ended } = await history.manager.start({ plan, planId: null, folder, sender });
  const row = await ended;
  expect(row.state).toBe('completed');
  expect(row.machine?.sentBy).toBe('k6');
  const { requests, setup, iterations, serviceTime, journey } = row.summary;
  expect(requests.total + (setup?.requests ?? 0)).toBe(sentBy('engine').length);
  expect(requests.failed).toBe(9);
  expect(iterations.started).toBe(15);
  expect(journey?.checks.every(({ passed, failed }) => passed === 9 && failed === 0)).toBe(true);
  expect(row.verdicts[0]?.passed).toBe(true);
  expect(serviceTime.min).toBeGreaterThanOrEqual(4);
});
