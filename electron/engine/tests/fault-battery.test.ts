// Every row of the fault table against a real server that misbehaves that way: each ends as its kind with a plain
// sentence, the same virtual users survive them all, and nothing is left open.
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { always, race } from './test-adversary.ts';
import { FAULT_CASES, OK } from './test-faults.ts';
import { planFor, runPlan, type Observed, type Row } from './test-run.ts';
import { startSocketTarget, type TestTarget } from './test-target.ts';

const TIMEOUTS: PlanInput['timeouts'] = { connect: '400ms', firstByte: '500ms', idle: '400ms', total: '1s' };

/** Over http:// both are HTTP/1.1. */
const VERSIONS = ['1.1', 'auto'] as const;

const targets: TestTarget[] = [];
const rejections: unknown[] = [];
const noteRejection = (reason: unknown): void => void rejections.push(reason);
const observed = new Map<string, Observed>();
const clean = new Map<string, Observed>();
let grownBytes = 0;
let filesBefore = 0;

function openFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}

beforeAll(async () => {
  process.on('unhandledRejection', noteRejection);
  filesBefore = openFiles();
  const started = await Promise.all(FAULT_CASES.map(({ start }) => start()));
  targets.push(...started);
  const healthy = await startSocketTarget(always(`${OK}content-length: 2\r\n\r\nok`));
  targets.push(healthy);
  const steps = FAULT_CASES.map(({ name, body }, at) => ({
    name,
    url: started[at]?.url ?? '',
    ...(body === undefined ? {} : { method: 'POST', body }),
  }));
  const load: PlanInput['load'] = { model: 'iterations', iterations: 4, vus: 2 };
  for (const version of VERSIONS) {
    const before = process.memoryUsage().rss;
    const plan = {
      ...planFor(healthy.url, load),
      scenarios: [{ steps: [...steps, { name: 'afterwards', url: healthy.url }] }],
      timeouts: TIMEOUTS,
      http: { version },
    };
    observed.set(version, await runPlan(plan));
    grownBytes = Math.max(grownBytes, process.memoryUsage().rss - before);
    const short = planFor(healthy.url, { model: 'iterations', iterations: 200, vus: 5 }, { http: { version } });
    clean.set(version, await runPlan(short));
  }
}, 120_000);

afterAll(async () => {
  process.off('unhandledRejection', noteRejection);
  await Promise.all(targets.map((target) => target.close()));
});

function endOf(version: string): Observed['end'] | undefined {
  return observed.get(version)?.end;
}

function rowsOf(version: string, step: number): readonly Row[] {
  return observed.get(version)?.rows.filter((row) => row.step === step) ?? [];
}

describe.each(VERSIONS)('HTTP %s', (version) => {
  test.each(FAULT_CASES.map((each, at) => ({ ...each, at })))('$name: $kind', ({ at, kind, sentence }) => {
    const rows = rowsOf(version, at);
    expect(rows.map((row) => [row.kind, sentence.test(row.message) ? 'as expected' : row.message])).toEqual(
      Array.from({ length: 4 }, () => [kind, 'as expected']),
    );
  });

  test('every request is accounted for and the users go on to the step after the faults', () => {
    const end = endOf(version);
    expect(end?.summary.requests).toEqual({
      total: 4 * (FAULT_CASES.length + 1),
      succeeded: 4,
      failed: 4 * FAULT_CASES.length,
      cancelled: 0,
    });
    expect(rowsOf(version, FAULT_CASES.length).map((row) => row.kind)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(end).toMatchObject({ state: 'completed', reason: null });
  });

  test('no deadline of its own is missed by much, however the server drips', () => {
    for (const { endedAt, sentAt } of observed.get(version)?.rows ?? []) expect(endedAt - sentAt).toBeLessThan(1500);
  });

  test('afterwards a clean run is clean', () => {
    expect(clean.get(version)?.end.summary.requests).toEqual({ total: 200, succeeded: 200, failed: 0, cancelled: 0 });
  });

  test('an idle connection that the server ends as a request is sent says so', async () => {
    for (const how of ['closes', 'resets'] as const) {
      const target = await startSocketTarget(race(how));
      targets.push(target);
      const { rows } = await runPlan(planFor(target.url, { model: 'iterations', iterations: 4, vus: 1 }, { http: { version } }));
      const kind = how === 'closes' ? 'closed' : 'reset';
      expect(rows.map((row) => row.kind)).toEqual(['ok', kind, 'ok', kind]);
      expect(rows[1]?.message).toMatch(/an idle connection just as the request was sent/);
    }
  });

  test('a server that allows an idle connection one second is no fault', async () => {
    const target = await startSocketTarget(always(`${OK}keep-alive: timeout=1\r\ncontent-length: 2\r\n\r\nok`));
    targets.push(target);
    const { rows } = await runPlan(planFor(target.url, { model: 'iterations', iterations: 20, vus: 1 }, { http: { version } }));
    expect(rows.map((row) => row.kind)).toEqual(Array.from({ length: 20 }, () => 'ok'));
    expect(rows.filter((row) => row.reused === 0)).toHaveLength(1);
  });
});

test('an endless body does not pile up', () => {
  expect(grownBytes).toBeLessThan(600_000_000);
});

test('nothing is rejected unheard', () => {
  expect(rejections).toEqual([]);
});

test.runIf(existsSync('/proc/self/fd'))('once the servers are closed, no connection is left open', async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
  await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThanOrEqual(filesBefore);
});
