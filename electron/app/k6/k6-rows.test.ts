// k6's raw output as requests, without a k6: lines as it writes them.
import { expect, test } from 'vitest';
import { outcomeOf } from '../../../shared/outcome.ts';
import type { Plan, PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { readPoint } from './k6-point.ts';
import { K6Rows } from './k6-rows.ts';

const ORIGIN = Date.parse('2026-01-01T00:00:00Z');

function planOf(steps: PlanInput['scenarios'][number]['steps']): Plan {
  const parsed = parsePlan({
    version: 2,
    name: 'Test',
    scenarios: [{ steps }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

interface Sent {
  readonly atMs: number;
  readonly vu?: number;
  readonly step?: number;
  readonly iteration?: number;
  readonly status?: number;
  readonly phases?: Readonly<Record<string, number>>;
  readonly tags?: object;
  readonly metadata?: object;
  readonly failed?: boolean;
}

/** The samples of one request, as k6 writes them. */
function linesOf({
  atMs,
  vu = 1,
  step = 0,
  iteration = 0,
  status = 200,
  phases = {},
  tags = {},
  metadata = {},
  failed = false,
}: Sent): string[] {
  const time = new Date(ORIGIN + Math.floor(atMs))
    .toISOString()
    .replace('Z', `${String(Math.round((atMs % 1) * 1e6)).padStart(6, '0')}Z`);
  const meta = { vu: String(vu), step: String(step), iteration: String(iteration), began: String(ORIGIN) };
  const line = (metric: string, value: number, more: object = {}): string =>
    JSON.stringify({
      metric,
      type: 'Point',
      data: { time, value, tags: { status: String(status), ...tags }, metadata: { ...meta, ...more } },
    });
  return [
    line('http_reqs', 1),
    ...Object.entries(phases).map(([phase, value]) => line(`http_req_${phase}`, value)),
    line('request_failed', failed ? 1 : 0, metadata),
  ];
}

function read(plan: Plan, lines: readonly string[]): SampleBatch {
  const rows = new K6Rows(plan, ORIGIN, (text) => text.replaceAll('hunter2', '(hidden)'));
  for (const line of lines) {
    const point = readPoint(line);
    if (point !== null) rows.add(point);
  }
  const batch = rows.take();
  if (batch === null) throw new Error('no rows');
  return batch;
}

const PLAN = planOf([
  { name: 'a', url: 'http://h/', checks: [{ status: 200 }] },
  { name: 'b', url: 'http://h/' },
]);

test('the service time lasts from the request for a connection to the last byte, and includes connecting once', () => {
  const phases = { blocked: 5, connecting: 2, tls_handshaking: 2.5, sending: 0.5, waiting: 20, receiving: 1.5, duration: 22 };
  const { columns } = read(PLAN, linesOf({ atMs: 100, phases }));
  expect(columns.endedAt[0]).toBe(100);
  expect(columns.sentAt[0]).toBe(73);
  expect(columns.firstByteAt[0]).toBe(98.5);
  expect([columns.blocked[0], columns.connecting[0], columns.tlsHandshaking[0], columns.sending[0]]).toEqual([0.5, 2, 2.5, 0.5]);
  expect(columns.reused[0]).toBe(0);
});

test('other lines break nothing, and mixed requests of users are ordered by their ends', () => {
  const [first, second] = [
    linesOf({ atMs: 9, vu: 1, phases: { duration: 4 } }),
    linesOf({ atMs: 7, vu: 2, iteration: 1, phases: { duration: 3 } }),
  ];
  const noise = [
    '',
    'init 100 %',
    '{"metric":"http_reqs","type":"Po',
    '{"type":"Metric","data":{}}',
    '{"type":"Point"}',
    '[]',
    'null',
    '{"type":"Point","metric":"http_reqs","data":{"time":"soon","value":1}}',
  ];
  const mixed = [
    ...noise,
    first[0] ?? '',
    second[0] ?? '',
    first[1] ?? '',
    second[1] ?? '',
    ...first.slice(2),
    ...second.slice(2),
  ];
  const { columns, count } = read(PLAN, mixed);
  expect(count).toBe(2);
  expect([...columns.vu]).toEqual([1, 0]);
  expect([...columns.endedAt]).toEqual([7, 9]);
  expect([...columns.sentAt]).toEqual([4, 5]);
});

test('a check that failed fails its request with its sentence, without the secret in it', () => {
  const metadata = { code: 'CHECK', why: 'Check “status 200”: hunter2.' };
  const { columns, errors } = read(PLAN, linesOf({ atMs: 5, phases: { duration: 1 }, failed: true, metadata }));
  expect(outcomeOf(columns.outcome[0] ?? 0)).toBe('check_failed');
  expect(errors).toEqual([{ code: 'CHECK', message: 'Check “status 200”: (hidden).' }]);
});

test.each([
  [0, { error_code: '1212', error: 'dial: connection refused' }, 'connect_refused'],
  [0, { error_code: '1050', error: 'request timeout' }, 'timeout'],
  [0, { error_code: '1101', error: 'lookup: no such host' }, 'dns'],
  [0, { error_code: '1310', error: 'x509: unknown authority' }, 'tls'],
  [404, { error_code: '1404' }, 'http_4xx'],
  [503, { error_code: '1503' }, 'http_5xx'],
] as const)('status %i with %j is %s', (status, tags, outcome) => {
  const { columns } = read(PLAN, linesOf({ atMs: 5, status, tags, failed: true }));
  expect(outcomeOf(columns.outcome[0] ?? 0)).toBe(outcome);
  // k6 measures no phases of a request without a connection, so its time sent is the time at which the script began it.
  if (status === 0) expect(columns.sentAt[0]).toBe(0);
});

test('followed redirects are separate requests', () => {
  const [from, to] = [linesOf({ atMs: 4, status: 302, phases: { duration: 1 } }), linesOf({ atMs: 8, phases: { duration: 2 } })];
  const { columns } = read(PLAN, [...from.slice(0, -1), ...to]);
  expect([...columns.status]).toEqual([302, 200]);
  expect([...columns.endedAt]).toEqual([4, 8]);
});
