// What a user's requests say about its journeys, with rows that no simulation sends.
import { expect, test } from 'vitest';
import { JourneyRows, type CompletedJourney } from './journey-rows.ts';
import { OUTCOME_CODE } from './outcome.ts';
import type { PlanInput } from './plan/plan.ts';
import { exampleBatch, examplePlan, type ExampleRow } from './test-example-run.ts';

const URL = 'http://127.0.0.1/';
const STEPS: PlanInput['scenarios'][number]['steps'] = [
  { name: 'a', url: URL },
  { name: 'b', url: URL, auth: { type: 'digest', user: 'u', password: 'p' } },
  { name: 'c', url: URL },
];
const FAILED = { outcome: OUTCOME_CODE.check_failed };
const CUT = { outcome: OUTCOME_CODE.cancelled };

function fold(rows: readonly ExampleRow[], rest: Partial<PlanInput> = {}) {
  const plan = examplePlan({ version: 2, scenarios: [{ name: 's', steps: STEPS }], http: { followRedirects: 3 }, ...rest });
  const completed: CompletedJourney[] = [];
  const journeys = new JourneyRows(plan, (journey) => completed.push(journey));
  const at = (row: ExampleRow, place: number): ExampleRow => ({
    dueAt: place * 100,
    sentAt: place * 100 + 2,
    endedAt: place * 100 + 12,
    ...row,
  });
  const { columns, count } = exampleBatch(rows.map(at));
  journeys.addRows(columns, 0, count);
  const [{ started, completed: ended, stopped, steps } = { started: 0, completed: 0, stopped: 0, steps: [] }] =
    journeys.scenarios;
  return { counts: [started, ended, stopped], steps: steps.map((one) => [one.reached, one.failed, one.skipped]), completed };
}

test('redirects and requests that answer a server belong to their step', () => {
  const rows = [
    { step: 0 },
    { step: 0, sentAs: 1 },
    { step: 1, status: 401 },
    { step: 1 },
    { step: 2, status: 302 },
    { step: 2 },
  ];
  const { counts, steps, completed } = fold(rows);
  expect(counts).toEqual([1, 1, 0]);
  expect(steps).toEqual([
    [1, 0, 0],
    [1, 0, 0],
    [1, 0, 0],
  ]);
  expect(completed).toEqual([{ scenario: 0, endedAt: 512, timeMs: 72 }]);
});

test('a redirect that leads nowhere decides once the user begins again, and not before', () => {
  const last = [{ step: 0 }, { step: 1 }, { step: 2, status: 302 }];
  expect(fold(last).counts).toEqual([1, 0, 0]);
  expect(fold([...last, { step: 0, iteration: 1 }]).counts).toEqual([2, 1, 0]);
  expect(fold(last, { http: { followRedirects: 0 } }).counts).toEqual([1, 1, 0]);
});

test('a failure ends the journey, unless the step says that it goes on', () => {
  expect(fold([{ step: 0, ...FAILED }])).toMatchObject({
    counts: [1, 0, 1],
    steps: [
      [1, 1, 0],
      [0, 0, 1],
      [0, 0, 1],
    ],
  });
  expect(fold([{ step: 0 }, { step: 1 }, { step: 2, ...FAILED }]).counts).toEqual([1, 0, 1]);
  const steps = STEPS.map((step) => ({ ...step, onFail: 'continue' as const }));
  const goesOn = fold([{ step: 0, ...FAILED }, { step: 1 }, { step: 2, ...FAILED }], { scenarios: [{ name: 's', steps }] });
  expect(goesOn).toMatchObject({
    counts: [1, 1, 0],
    steps: [
      [1, 1, 0],
      [1, 0, 0],
      [1, 1, 0],
    ],
  });
});

test('bytes after a response make it a failure that does not end the journey', () => {
  expect(fold([{ step: 0, ...FAILED }, { step: 1 }, { step: 2 }])).toMatchObject({
    counts: [1, 1, 0],
    steps: [
      [1, 1, 0],
      [1, 0, 0],
      [1, 0, 0],
    ],
  });
});

test('a journey that the end of the run cuts off is neither completed nor stopped', () => {
  expect(fold([{ step: 0 }, { step: 1, ...CUT }])).toMatchObject({
    counts: [1, 0, 0],
    steps: [
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ],
  });
});

test('a user that cannot be prepared skips all steps, or those from the one that asked for it', () => {
  const scenarios = [{ name: 's', steps: STEPS, perVu: [{ url: URL }], refreshOn: 401 }];
  const before = [{ url: URL }];
  // Steps 0 to 2 are those of the scenario, 3 is before the run, 4 once a user, 5 to 7 are renewals.
  const failed = fold(
    [
      { step: 3, ...FAILED },
      { step: 4, ...FAILED },
    ],
    { scenarios, before },
  );
  expect(failed).toMatchObject({
    counts: [0, 0, 0],
    steps: [
      [0, 0, 1],
      [0, 0, 1],
      [0, 0, 1],
    ],
  });
  const renewed = fold([{ step: 4 }, { step: 0 }, { step: 6, status: 401, ...FAILED }, { step: 4, ...FAILED }], {
    scenarios,
    before,
  });
  expect(renewed).toMatchObject({
    counts: [1, 0, 1],
    steps: [
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
    ],
  });
});

test('a journey that began in the warm-up is not counted, and neither are its skipped steps', () => {
  const rows = [{ step: 0 }, { step: 1, ...FAILED }, { step: 0, iteration: 1 }, { step: 1, iteration: 1, ...FAILED }];
  const { counts, steps } = fold(rows, { warmup: 150 });
  expect(counts).toEqual([1, 0, 1]);
  expect(steps[2]).toEqual([0, 0, 1]);
});
