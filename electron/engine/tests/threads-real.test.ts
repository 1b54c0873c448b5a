// The same load with any number of this computer's threads, against a real server that counts what it gets.
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { readCsv } from '../journey/read-csv.ts';
import { planFor, runPlan, type Observed } from './test-run.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

/** A server that waits for requests which never come gives up, so that the test fails instead of hanging. */
const PATIENCE_MS = 10_000;

let target: TestTarget | null = null;

afterEach(async () => {
  await target?.close();
  target = null;
});

interface Waiting {
  /** All that have arrived, including this one. */
  readonly received: number;
  /** Requests that arrived and have no response yet. */
  readonly held: readonly ServerResponse[];
}

interface Counted extends Observed {
  readonly atOnce: number;
  readonly received: number;
  readonly connections: number;
}

/** `answer` ends those of the held responses that should end now, and removes them. */
async function count(load: PlanInput['load'], workers: number, answer: (now: Waiting) => ServerResponse[]): Promise<Counted> {
  let [received, atOnce] = [0, 0];
  let held: ServerResponse[] = [];
  const sockets = new Set<unknown>();
  target = await startHttpTarget((request, response) => {
    sockets.add(request.socket);
    received += 1;
    held.push(response);
    atOnce = Math.max(atOnce, held.length);
    const ending = answer({ received, held });
    held = held.filter((one) => !ending.includes(one));
    for (const one of ending) one.end('ok');
  });
  const givingUp = setTimeout(() => held.splice(0).forEach((one) => one.end('late')), PATIENCE_MS);
  const observed = await runPlan(planFor(target.url, load), { workers });
  clearTimeout(givingUp);
  return { ...observed, atOnce, received, connections: sockets.size };
}

describe.each([1, 2, 3, 4])('with %i threads', (workers) => {
  test('20 iterations on 5 users take four rounds', async () => {
    let rounds = 0;
    const load: PlanInput['load'] = { model: 'iterations', iterations: 20, vus: 5 };
    // A round gets its responses once all five have arrived: with a fixed share of the iterations a thread of one user would lag behind.
    const { atOnce, received } = await count(load, workers, ({ held }) => {
      if (held.length < 5) return [];
      rounds += 1;
      return [...held];
    });
    expect([rounds, atOnce, received]).toEqual([4, 5, 20]);
  });

  test('no arrival waits while one of 2 users is free', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '500ms', target: 40 }], maxVus: 2 };
    // The first request is held until all others have arrived: with a fixed share of the arrivals some would wait for its user.
    const observed = await count(load, workers, ({ received, held }) => (received === 20 ? [...held] : held.slice(1)));
    expect([observed.rows.length, observed.received, observed.atOnce]).toEqual([20, 20, 2]);
    expect(new Set(observed.rows.map(({ bytesIn }) => bytesIn)).size).toBe(1);
  });

  test('with 50 users there are as many requests as arrivals, never more than 50 at once, and one connection per user', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 900 }], maxVus: 50 };
    let turn = 0;
    // In batches, so that many are in flight at once.
    const observed = await count(load, workers, ({ received, held }) => {
      turn += 1;
      return turn % 20 === 0 || received > 880 ? [...held] : [];
    });
    const { iterations, requests } = observed.end.summary;
    expect(iterations).toEqual({ scheduled: 900, started: 900, dropped: 0 });
    expect([requests.succeeded, observed.received]).toEqual([900, 900]);
    expect(observed.atOnce).toBeLessThanOrEqual(50);
    expect(observed.connections).toBeLessThanOrEqual(50);
    expect(observed.rows.map(({ iteration }) => iteration).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 900 }, (_, k) => k),
    );
  });

  test('paced users with a load of their own take each row of their file once, and its end is that of the run', async () => {
    const paths: string[] = [];
    target = await startHttpTarget((request, response) => {
      paths.push(request.url ?? '');
      response.end('ok');
    });
    const read = readCsv(Buffer.from(`id\n${Array.from({ length: 12 }, (_, at) => at).join('\n')}\n`), null);
    if (!read.ok) throw new Error(read.message);
    const closed = (vus: number): PlanInput['load'] => ({ model: 'closed', stages: [{ duration: '60s', target: vus }] });
    const paced = { name: 'paced', load: closed(2), pacing: '40ms', steps: [{ url: `${target.url}{{users.id}}` }] };
    const others = { name: 'others', pacing: '40ms', steps: [{ url: `${target.url}other` }] };
    const data = [{ name: 'users', file: 'users.csv', onEnd: 'stop' as const }];
    const files = { tls: {}, journey: { constants: {}, secrets: [], tables: [read.table] } };
    const { end } = await runPlan({ version: 2, load: closed(1), scenarios: [paced, others], data }, { workers, files });
    const taken = paths.filter((path) => path !== '/other').map((path) => Number(path.slice(1)));
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
    expect([end.state, paths.includes('/other')]).toEqual(['completed', true]);
    // One of the two users takes six rows or more.
    expect(end.summary.durationMs).toBeGreaterThan(5 * 40);
  });
});
