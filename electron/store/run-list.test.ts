// Lists of thousands of runs: slim, and made without parsing plans and summaries again.
import { openTestRuns } from './test-history.ts';
import { beforeEach, expect, test } from 'vitest';
import { examplePlan, summaryOf } from '../../shared/test-example-run.ts';
import { pack } from '../../shared/wire.ts';
import type { Database } from './database.ts';
import type { RunStore } from './run-store.ts';

const RUNS = 5000;

let database: Database;
let store: RunStore;

beforeEach(() => {
  ({ database, runs: store } = openTestRuns());
});

/** With plans of 40 steps with bodies, about 12 KB each. */
function fill(runs: number): void {
  const steps = Array.from({ length: 40 }, (_, at) => ({
    name: `step ${at}`,
    url: `http://127.0.0.1:8080/${at}`,
    body: 'x'.repeat(150),
  }));
  const plan = JSON.stringify(examplePlan({ scenarios: [{ name: 'buy', steps }] }));
  const summary = JSON.stringify(summaryOf(1000));
  const put = database.prepare(
    `INSERT INTO runs (id, name, plan, state, started_at, summary, verdicts, owner_pid, heartbeat_at) VALUES (?, ?, ?, 'completed', ?, ?, '[]', 1, 0)`,
  );
  database.write(() => {
    for (let run = 0; run < runs; run += 1) put.run(`run-${run}`, `Run ${run}`, plan, 1_790_000_000_000 + run, summary);
  });
}

test('5,000 runs are listed in well under 300 ms, in a few hundred bytes each', () => {
  fill(RUNS);
  const first = store.list();
  expect(first).toHaveLength(RUNS);
  // Processor time, because other programs may use the processor at the same time.
  const times = Array.from({ length: 5 }, () => {
    const before = process.threadCpuUsage();
    expect(store.list()).toHaveLength(RUNS);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  expect(Math.min(...times)).toBeLessThan(300);
  expect(pack(first).length / RUNS).toBeLessThan(6000);
});

test('a list shows the same as the run', () => {
  fill(3);
  const whole = store.row('run-1');
  for (const listed of [store.list()[1], store.list()[1]]) {
    expect(listed).toMatchObject({ id: 'run-1', name: 'Run 1', state: 'completed' });
    expect(listed?.summary.requests).toEqual(whole?.summary.requests);
    expect(listed?.plan.load).toEqual(whole?.plan.load);
    expect(listed?.plan.scenarios.flatMap(({ steps }) => steps)).toHaveLength(8);
    expect(listed?.plan).not.toHaveProperty('http');
  }
});

test('a run that was edited is listed as it is now', () => {
  fill(2);
  store.list();
  store.describe('run-0', { name: 'Best', notes: '', tags: ['a'], starred: true });
  expect(store.list()[1]).toMatchObject({ name: 'Best', tags: ['a'], starred: true });
});

test('a list names the host that comes from a variable', () => {
  const plan = examplePlan({
    version: 2,
    variables: { base: 'http://shop.test/{{part}}', part: 'a' },
    scenarios: [{ name: 'buy', steps: [{ url: '{{base}}/login?to={{$guid}}' }] }],
  });
  database.write(() =>
    database
      .prepare(
        `INSERT INTO runs (id, name, plan, state, started_at, summary, verdicts, owner_pid, heartbeat_at) VALUES ('r', 'R', ?, 'completed', 1, ?, '[]', 1, 0)`,
      )
      .run(JSON.stringify(plan), JSON.stringify(summaryOf(1))),
  );
  expect(store.list()[0]?.plan.scenarios[0]?.steps).toEqual([{ url: 'http://shop.test/a/login?to={{$guid}}' }]);
});
