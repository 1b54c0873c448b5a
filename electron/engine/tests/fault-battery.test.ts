// Every row of the fault table against a real server that misbehaves that way: each ends as its kind with a plain
// sentence, the same virtual users survive them all, and nothing is left open.
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { always, race, startTlsTarget, type Misdeed } from './test-adversary.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { FAULT_CASES, OK, type Deadline, type FaultCase } from './test-faults.ts';
import { planFor, runPlan, type Observed, type Row } from './test-run.ts';
import { startSocketTarget, type TestTarget } from './test-target.ts';

const DEADLINES = { connect: '400ms', firstByte: '500ms', idle: '400ms', total: '1s' } as const;
/** Much longer than a busy computer needs, so that only the deadline that a case is about can expire. */
const PATIENT = { connect: '20s', firstByte: '20s', idle: '20s', total: '20s' } as const;
/** Cases with the same deadline, or with none, share one plan. */
const GROUPS = [undefined, 'connect', 'firstByte', 'idle', 'total'] as const;

type Transport = 'plain' | 'TLS';

const TRANSPORTS: readonly Transport[] = ['plain', 'TLS'];

/** Over TLS, only the cases about what is sent on the connection. */
const CASES: Readonly<Record<Transport, readonly FaultCase[]>> = {
  plain: FAULT_CASES,
  TLS: FAULT_CASES.flatMap((each) =>
    each.startTls === undefined ? [] : [{ ...each, start: each.startTls, sentence: each.tlsSentence ?? each.sentence }],
  ),
};

/** Only cases of the plain transport are about certificates, so only they verify them. */
function tlsOf(transport: Transport): PlanInput['tls'] {
  return { verify: transport === 'plain' };
}

/** A server that always misbehaves in this way, over the transport. */
async function serve(transport: Transport, misdeed: Misdeed): Promise<TestTarget> {
  const target = await (transport === 'TLS'
    ? startTlsTarget({ key: KEY, cert: SELF_SIGNED }, misdeed)
    : startSocketTarget(misdeed));
  targets.push(target);
  return target;
}

const targets: TestTarget[] = [];
const rejections: unknown[] = [];
const noteRejection = (reason: unknown): void => void rejections.push(reason);
/** What was observed over each transport, for each group. */
const observed = new Map<Transport, readonly Observed[]>();
const clean = new Map<Transport, Observed>();
let grownBytes = 0;
let filesBefore = 0;

function openFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}

beforeAll(async () => {
  process.on('unhandledRejection', noteRejection);
  filesBefore = openFiles();
  for (const transport of TRANSPORTS) {
    const healthy = await serve(transport, always(`${OK}content-length: 2\r\n\r\nok`));
    const before = process.memoryUsage().rss;
    const plans = await Promise.all(GROUPS.map((group) => planOf(transport, group, healthy.url)));
    observed.set(transport, await Promise.all(plans.map((plan) => runPlan(plan))));
    grownBytes = Math.max(grownBytes, process.memoryUsage().rss - before);
    const short = planFor(healthy.url, { model: 'iterations', iterations: 200, vus: 5 }, { tls: tlsOf(transport) });
    clean.set(transport, await runPlan(short));
  }
}, 120_000);

afterAll(async () => {
  process.off('unhandledRejection', noteRejection);
  await Promise.all(targets.map((target) => target.close()));
});

function casesOf(transport: Transport, group: Deadline | undefined): readonly FaultCase[] {
  return CASES[transport].filter(({ deadline }) => deadline === group);
}

async function planOf(transport: Transport, group: Deadline | undefined, healthyUrl: string): Promise<PlanInput> {
  const cases = casesOf(transport, group);
  const started = await Promise.all(cases.map(({ start }) => start()));
  targets.push(...started);
  const steps = cases.map(({ name, body }, at) => ({
    name,
    url: started[at]?.url ?? '',
    ...(body === undefined ? {} : { method: 'POST', body }),
  }));
  return {
    ...planFor(healthyUrl, { model: 'iterations', iterations: 4, vus: 2 }),
    scenarios: [{ steps: [...steps, { name: 'afterwards', url: healthyUrl }] }],
    timeouts: group === undefined ? PATIENT : { ...PATIENT, [group]: DEADLINES[group] },
    tls: tlsOf(transport),
  };
}

function rowsOf(transport: Transport, { name, deadline }: FaultCase): readonly Row[] {
  const group = GROUPS.indexOf(deadline);
  const step = casesOf(transport, deadline).findIndex((one) => one.name === name);
  return observed.get(transport)?.[group]?.rows.filter((row) => row.step === step) ?? [];
}

describe.each(TRANSPORTS)('%s', (transport) => {
  test.each(CASES[transport])('$name: $kind', (faultCase) => {
    const { kind, sentence } = faultCase;
    const rows = rowsOf(transport, faultCase);
    expect(rows.map((row) => [row.kind, sentence.test(row.message) ? 'as expected' : row.message])).toEqual(
      Array.from({ length: 4 }, () => [kind, 'as expected']),
    );
  });

  test.each(GROUPS)('every request is accounted for, and the users continue with the step after the faults (%s)', (group) => {
    const { end, rows } = observed.get(transport)?.[GROUPS.indexOf(group)] ?? {};
    const { length } = casesOf(transport, group);
    expect(end?.summary.requests).toEqual({ total: 4 * (length + 1), succeeded: 4, failed: 4 * length, cancelled: 0 });
    expect(rows?.filter(({ step }) => step === length).map((row) => row.kind)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(end).toMatchObject({ state: 'completed', reason: null });
  });

  test('a slow trickle of the server delays no deadline', () => {
    const rows = observed.get(transport)?.flatMap((one) => one.rows) ?? [];
    expect(Math.max(...rows.map(({ endedAt, sentAt }) => endedAt - sentAt))).toBeLessThan(15_000);
  });

  test('a run without faults succeeds afterwards', () => {
    expect(clean.get(transport)?.end.summary.requests).toEqual({ total: 200, succeeded: 200, failed: 0, cancelled: 0 });
  });

  test('an idle connection that the server ends as a request is sent says so', async () => {
    for (const how of ['closes', 'resets'] as const) {
      const target = await serve(transport, race(how));
      const { rows } = await runPlan(
        planFor(target.url, { model: 'iterations', iterations: 4, vus: 1 }, { tls: tlsOf(transport) }),
      );
      const kind = how === 'closes' ? 'closed' : 'reset';
      expect(rows.map((row) => row.kind)).toEqual(['ok', kind, 'ok', kind]);
      const { message = '', endedAt = 0, sentAt = 0 } = rows[1] ?? {};
      expect(message).toMatch(/without a response, .* after .* had carried other requests before\./);
      // A busy computer may read the end later than that; then the sentence gives another reason.
      if (endedAt - sentAt < 100)
        expect(message).toMatch(/(less than 10|10 to 100) ms after .* before\. It may have closed it as idle/);
    }
  });

  test('a server that had the request for a long time is not said to have closed an idle connection', async () => {
    const target = await serve(transport, race('closes', 300));
    const { rows } = await runPlan(
      planFor(target.url, { model: 'iterations', iterations: 2, vus: 1 }, { tls: tlsOf(transport) }),
    );
    expect(rows[1]?.message).toMatch(
      /^The server closed the connection without a response, (0\.1 to 1|1 to 10) s after the request was sent\. The connection had carried other requests before\.$/,
    );
  });

  test('a server that allows an idle connection one second is not a fault', async () => {
    const target = await serve(transport, always(`${OK}keep-alive: timeout=1\r\ncontent-length: 2\r\n\r\nok`));
    const { rows } = await runPlan(
      planFor(target.url, { model: 'iterations', iterations: 20, vus: 1 }, { tls: tlsOf(transport) }),
    );
    expect(rows.map((row) => row.kind)).toEqual(Array.from({ length: 20 }, () => 'ok'));
    // On a busy computer a second may pass between two requests.
    expect(rows.filter((row) => row.reused === 0).length).toBeLessThan(10);
  });
});

test('an endless body does not pile up', () => {
  expect(grownBytes).toBeLessThan(600_000_000);
});

test('there is no unhandled rejection', () => {
  expect(rejections).toEqual([]);
});

test.runIf(existsSync('/proc/self/fd'))('once the servers are closed, no connection is left open', async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
  await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThanOrEqual(filesBefore);
});
