// The same load with any number of this computer's threads, against a real server that counts what it gets.
import { afterEach, describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planFor, runPlan, type Observed } from './test-run.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

/** What a busy computer may add to a wait. */
const SLACK_MS = 60;

let target: TestTarget | null = null;

afterEach(async () => {
  await target?.close();
  target = null;
});

interface Counted extends Observed {
  readonly atOnce: number;
  readonly received: number;
  readonly connections: number;
}

async function count(load: PlanInput['load'], workers: number, afterMs: (number: number) => number): Promise<Counted> {
  let [received, now, atOnce] = [0, 0, 0];
  const sockets = new Set<unknown>();
  target = await startHttpTarget((request, response) => {
    sockets.add(request.socket);
    const delay = afterMs(received);
    received += 1;
    now += 1;
    atOnce = Math.max(atOnce, now);
    setTimeout(() => {
      now -= 1;
      response.end('ok');
    }, delay);
  });
  const observed = await runPlan(planFor(target.url, load), { workers });
  return { ...observed, atOnce, received, connections: sockets.size };
}

describe.each([1, 2, 3, 4])('with %i threads', (workers) => {
  test('20 iterations on 5 users take four rounds', async () => {
    const { end, atOnce } = await count({ model: 'iterations', iterations: 20, vus: 5 }, workers, () => 150);
    expect(atOnce).toBe(5);
    expect(end.summary.durationMs).toBeGreaterThan(595);
    // A fifth round would end at 750 ms.
    expect(end.summary.durationMs).toBeLessThan(740);
  });

  test('2 users: no arrival waits while one of them is free', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '2s', target: 10 }], maxVus: 2 };
    const observed = await count(load, workers, (number) => (number % 2 === 0 ? 240 : 1));
    const waits = observed.rows.map(({ dueAt, sentAt }) => sentAt - dueAt).toSorted((a, b) => a - b);
    expect([observed.rows.length, observed.atOnce]).toEqual([20, 2]);
    // With a fixed share of the arrivals a thread with one user waits 140 ms for each second one of its own.
    expect(waits[15]).toBeLessThan(SLACK_MS);
  });

  test('50 users: as many requests as arrivals, never more than 50 at once, each user with one connection', async () => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '1s', target: 900 }], maxVus: 50 };
    const observed = await count(load, workers, () => 40);
    const { iterations, requests } = observed.end.summary;
    expect(iterations).toEqual({ scheduled: 900, started: 900, dropped: 0 });
    expect([requests.succeeded, observed.received]).toEqual([900, 900]);
    expect(observed.atOnce).toBeLessThanOrEqual(50);
    expect(observed.connections).toBeLessThanOrEqual(50);
    expect(observed.rows.map(({ iteration }) => iteration).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 900 }, (_, k) => k),
    );
  });
});
