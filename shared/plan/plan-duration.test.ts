// Every duration of a plan, those of journeys too: a number without a unit is never guessed.
import { expect, test } from 'vitest';
import { parsePlan, parsePlanText, planJsonSchema } from './plan-parse.ts';

const STEP = { url: 'http://127.0.0.1/' };
const LOAD = { model: 'closed', stages: [{ duration: '1s', target: 1 }] };

const step = (part: object): object => ({ version: 2, scenarios: [{ steps: [{ ...STEP, ...part }] }], load: LOAD });
const scenario = (part: object): object => ({ version: 2, scenarios: [{ steps: [STEP], ...part }], load: LOAD });
const plan = (part: object): object => ({ version: 2, scenarios: [{ steps: [STEP] }], load: LOAD, ...part });

const PLACES: readonly (readonly [string, (text: string | number) => object])[] = [
  ['scenarios[0].steps[0].think', (text) => step({ think: text })],
  ['scenarios[0].steps[0].think[0]', (text) => step({ think: [text, '9s'] })],
  ['scenarios[0].steps[0].think[1]', (text) => step({ think: ['0ms', text] })],
  ['scenarios[0].steps[0].budget', (text) => step({ budget: text })],
  ['scenarios[0].perVu[0].think', (text) => scenario({ perVu: [{ ...STEP, think: text }] })],
  ['before[0].think', (text) => plan({ before: [{ ...STEP, think: text }] })],
  ['scenarios[0].pacing', (text) => scenario({ pacing: text })],
  ['scenarios[0].refresh', (text) => scenario({ refresh: text, perVu: [STEP] })],
  ['warmup', (text) => plan({ warmup: text })],
  ['gracefulStop', (text) => plan({ gracefulStop: text })],
  ['timeouts.total', (text) => plan({ timeouts: { total: text } })],
  ['timeouts.connect', (text) => plan({ timeouts: { connect: text } })],
  ['load.stages[0].duration', (text) => plan({ load: { model: 'closed', stages: [{ duration: text, target: 1 }] } })],
  [
    'scenarios[0].load.stages[0].duration',
    (text) => ({
      version: 2,
      scenarios: [
        { name: 'a', steps: [STEP], load: { model: 'closed', stages: [{ duration: text, target: 1 }] } },
        { name: 'b', steps: [STEP] },
      ],
      load: LOAD,
    }),
  ],
  ['thresholds[0].over', (text) => plan({ thresholds: [{ expression: 'p(95) < 200ms', over: text }] })],
  ['thresholds[0].delay', (text) => plan({ thresholds: [{ expression: 'p(95) < 200ms', delay: text }] })],
];

test.each(PLACES)('%s asks for the unit', (path, planWith) => {
  for (const text of ['3', ' 0.5 ']) {
    const parsed = parsePlan(planWith(text));
    const number = text.trim();
    expect(parsed).toMatchObject({
      ok: false,
      failure: {
        problems: expect.arrayContaining([{ path, message: `"${number}" has no unit: did you mean ${number}s or ${number}ms?` }]),
      },
    });
  }
  expect(parsePlan(planWith('3s')).ok).toBe(true);
});

test.each(PLACES)('in the text of a plan, a number as %s asks for the unit as well', (path, planWith) => {
  const text = (value: string | number): string => JSON.stringify(planWith(value));
  expect(parsePlanText(text(1500))).toMatchObject({
    ok: false,
    failure: { problems: expect.arrayContaining([{ path, message: '"1500" has no unit: did you mean 1500s or 1500ms?' }]) },
  });
  expect(parsePlanText(text('1500ms')).ok).toBe(true);
});

test('a number in the body of a request is not a duration of the plan', () => {
  const body = JSON.stringify({ duration: 3, think: 5 });
  expect(parsePlanText(JSON.stringify(step({ method: 'POST', body, think: 0 })))).toMatchObject({ ok: true });
});

test('the schema has every duration as a text', () => {
  const text = JSON.stringify(planJsonSchema());
  expect(text).toContain('{"description":"A duration with its unit');
  expect(text).toContain('"anyOf":[{"type":"string"},{"const":0}]');
});
