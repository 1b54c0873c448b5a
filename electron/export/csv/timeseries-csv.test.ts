import { expect, test } from 'vitest';
import type { Annotation } from '../../../shared/annotation.ts';
import { exampleBatch, exampleHealth, examplePlan, exampleSnapshot } from '../../../shared/test-example-run.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { OUTCOME_CODE } from '../../../shared/outcome.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { parseCsv } from './test-parse-csv.ts';
import { timeseriesCsv } from './timeseries-csv.ts';

const STARTED_AT = 1_790_000_000_250;
const TWO = [
  { name: 'browse', steps: [{ name: 'list', url: 'http://127.0.0.1/' }] },
  { name: 'buy, fast', steps: [{ name: 'buy', url: 'http://127.0.0.1/buy' }] },
];

function cellsOf(
  plan: Plan,
  durationMs: number,
  batches: SampleBatch[],
  snapshots: Snapshot[] = [],
  annotations: Annotation[] = [],
): Record<string, string>[] {
  const run = { startedAt: STARTED_AT, plan, annotations, summary: { durationMs } };
  const text = [...timeseriesCsv(run, snapshots, batches)].join('');
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at] ?? '', cell])));
}

test('the columns are Locust’s, then ours', () => {
  const [header] = [...timeseriesCsv({ startedAt: 0, plan: examplePlan(), annotations: [], summary: { durationMs: 0 } }, [], [])];
  expect(header).toBe(
    'Timestamp,User Count,Name,Requests/s,Failures/s,50%,90%,95%,99%,99.9%,100%,target_rate,in_flight,dropped,bytes_in,generator_lag_p99_ms,generator_cpu_percent,"generator",completed,failed,cancelled,journeys,journey_time_p50_ms,journey_time_p95_ms\r\n',
  );
});

test('there is one row for each second and scenario, even without a request', () => {
  const plan = examplePlan({ scenarios: TWO });
  const rows = cellsOf(plan, 3000, [
    exampleBatch([
      { step: 0, dueAt: 100, sentAt: 100, endedAt: 110, bytesIn: 10 },
      { step: 0, dueAt: 200, sentAt: 200, endedAt: 230, bytesIn: 20 },
      { step: 1, dueAt: 200, sentAt: 200, endedAt: 300, outcome: OUTCOME_CODE.http_5xx, status: 500, bytesIn: 5 },
      { step: 0, dueAt: 900, sentAt: 2000, endedAt: 2100 },
    ]),
  ]);
  expect(rows.map((row) => [row['Timestamp'], row['Name'], row['Requests/s'], row['Failures/s'], row['bytes_in']])).toEqual([
    ['1790000000', 'browse', '2', '0', '30'],
    ['1790000000', 'buy, fast', '1', '1', '5'],
    ['1790000001', 'browse', '0', '0', '0'],
    ['1790000001', 'buy, fast', '0', '0', '0'],
    ['1790000002', 'browse', '1', '0', '812'],
    ['1790000002', 'buy, fast', '0', '0', '0'],
  ]);
  expect(Number(rows[0]?.['50%'])).toBeCloseTo(10, 0);
  expect(rows[0]?.['100%']).toBe('30');
  expect(rows[2]?.['99%']).toBe('');
  // It is the service time, because a run of iterations has no due times: its wait only says where an iteration was in the queue.
  expect(rows[4]?.['100%']).toBe('100');
});

test('rates of an incomplete last second are still per second', () => {
  const rows = cellsOf(examplePlan(), 1500, [exampleBatch([{ endedAt: 1200 }, { endedAt: 1300 }])]);
  expect(rows.map((row) => row['Requests/s'])).toEqual(['0', '4']);
});

test('a moment after the last whole second is not a separate second', () => {
  const rows = cellsOf(examplePlan(), 2050, [exampleBatch([{ endedAt: 500 }, { endedAt: 1500 }, { endedAt: 2049 }])]);
  expect(rows.map((row) => row['Requests/s'])).toEqual(['1', '1.905']);
  expect(cellsOf(examplePlan(), 20, [exampleBatch([{ endedAt: 20 }])])).toHaveLength(1);
});

test('a cancelled request is in no percentile and no rate', () => {
  const [row] = cellsOf(examplePlan(), 1000, [
    exampleBatch([
      { sentAt: 100, endedAt: 110 },
      { sentAt: 100, endedAt: 900, outcome: OUTCOME_CODE.cancelled },
    ]),
  ]);
  expect(row).toMatchObject({ 'Requests/s': '1', 'Failures/s': '0', '50%': '10', '99.9%': '10', '100%': '10' });
});

test('the warm-up is left out', () => {
  const plan = examplePlan({ warmup: '1s' });
  const rows = cellsOf(plan, 2000, [
    exampleBatch([
      { sentAt: 900, endedAt: 1100 },
      { sentAt: 1100, endedAt: 1200 },
    ]),
  ]);
  expect(rows.map((row) => [row['Timestamp'], row['Requests/s']])).toEqual([['1790000001', '1']]);
});

test('a thread that reports late still counts in its second', () => {
  const late = exampleBatch([{ endedAt: 500 }]);
  const rows = cellsOf(examplePlan(), 6000, [exampleBatch([{ endedAt: 5500 }]), late]);
  expect(rows.map((row) => row['Requests/s'])).toEqual(['1', '0', '0', '0', '0', '1']);
});

test('figures of all scenarios are written once a second, and the generator in every row', () => {
  const plan = examplePlan({
    scenarios: TWO,
    load: { model: 'open', startTarget: 0, stages: [{ duration: '2s', target: 100 }], maxVus: 50 },
  });
  const health = exampleHealth({ latenessP99: 38, cpuPercent: 61.25, verdict: 'suspect' });
  const rows = cellsOf(
    plan,
    2000,
    [],
    [
      exampleSnapshot({ startAt: 0, endAt: 250, dropped: 2, inFlight: 3 }),
      exampleSnapshot({ startAt: 750, endAt: 1000, dropped: 1, inFlight: 9, health }),
    ],
  );
  const generator = { generator_lag_p99_ms: '38', generator_cpu_percent: '61.25', generator: 'suspect' };
  expect(rows[0]).toMatchObject({ Name: 'browse', target_rate: '25', in_flight: '9', dropped: '3', ...generator });
  expect(rows[1]).toMatchObject({
    'User Count': '9',
    Name: 'buy, fast',
    target_rate: '',
    in_flight: '',
    dropped: '',
    ...generator,
  });
  expect(rows[2]).toMatchObject({ target_rate: '75', in_flight: '9', dropped: '0', generator_lag_p99_ms: '', generator: '' });
});

test('without due times the lag is that of the event loop, and users are those planned', () => {
  const plan = examplePlan({ load: { model: 'closed', stages: [{ duration: '1s', target: 7 }] } });
  const health = exampleHealth({ latenessP99: null, eventLoopP99: 1.5, cpuPercent: null });
  const [row] = cellsOf(plan, 1000, [], [exampleSnapshot({ inFlight: 5, health })]);
  expect(row).toMatchObject({ 'User Count': '7', target_rate: '', generator_lag_p99_ms: '1.5', generator_cpu_percent: '' });
});

test('the target rate is the one that held, through pauses and changes', () => {
  const plan = examplePlan({ load: { model: 'open', startTarget: 0, stages: [{ duration: '4s', target: 40 }] } });
  const annotations: Annotation[] = [
    { at: 1000, kind: 'paused' },
    { at: 3000, kind: 'resumed' },
    { at: 4000, kind: 'level', level: 7.5, maxVus: null, unit: 'arrivals_per_second' },
  ];
  const rows = cellsOf(plan, 6000, [], [], annotations);
  expect(rows.map((row) => row['target_rate'])).toEqual(['5', '0', '0', '15', '7.5', '7.5']);
});

test('completed journeys are counted in the second in which they ended, with the time of their requests', () => {
  const [a, b] = TWO;
  const steps = [...(a?.steps ?? []), ...(b?.steps ?? [])].map((step, at) => ({ ...step, name: `step ${at}` }));
  const plan = examplePlan({ version: 2, scenarios: [{ name: 'buy', steps }] });
  const rows = cellsOf(plan, 2000, [
    exampleBatch([
      { step: 0, iteration: 0, dueAt: 100, sentAt: 100, endedAt: 150 },
      { step: 1, iteration: 0, dueAt: 1100, sentAt: 1100, endedAt: 1150 },
      { step: 0, iteration: 1, dueAt: 1200, sentAt: 1200, endedAt: 1210, outcome: OUTCOME_CODE.http_5xx, status: 500 },
    ]),
  ]);
  expect(rows.map((row) => [row['journeys'], row['journey_time_p50_ms']])).toEqual([
    ['', ''],
    ['1', '100'],
  ]);
});
