import { expect, test } from 'vitest';
import { newDraft, newThreshold, type Draft } from './draft.ts';
import { countFaults, judgeDraft, placeFaults } from './draft-faults.ts';

const HEADERS = 'scenarios.0.steps.0.headers';

test.each<[string, (draft: Draft) => void, string]>([
  ['an empty URL', (draft) => (draft.scenarios[0]!.steps[0]!.url = ''), 'scenarios.0.steps.0.url'],
  ['a method with a space', (draft) => (draft.scenarios[0]!.steps[0]!.method = 'GE T'), 'scenarios.0.steps.0.method'],
  ['a bad header name', (draft) => addHeaders(draft, ['accept', ''], ['x y', '1']), `${HEADERS}.1.name`],
  ['a header value without a name', (draft) => addHeaders(draft, ['', ''], ['', '1']), `${HEADERS}.1.name`],
  ['a header with dots and brackets', (draft) => addHeaders(draft, ['a.b', '1'], ['c[0].d', '2']), `${HEADERS}.1.name`],
  [
    'a bad header beside one that is there twice',
    (draft) => addHeaders(draft, ['', ''], ['a', '1'], ['a', '2'], ['b c', '3']),
    `${HEADERS}.3.name`,
  ],
  ['no iterations', (draft) => (draft.load.iterations.iterations = '0'), 'load.iterations.iterations'],
  ['too many users', (draft) => (draft.load.iterations.vus = '1e9'), 'load.iterations.vus'],
  ['a bad stage', (draft) => setClosed(draft, ['10s', '5'], ['ten', '5']), 'load.closed.stages.1.duration'],
  ['half a user', (draft) => setClosed(draft, ['10s', '0.5']), 'load.closed.stages.0.target'],
  ['stages that send nothing', (draft) => setClosed(draft, ['10s', '0']), 'load.closed.stages.0.target'],
  ['a threshold below a blank one', (draft) => setThresholds(draft, '', 'p(95) < 1', 'p(95) < x'), 'thresholds.2.expression'],
  [
    'a bad window',
    (draft) => (draft.thresholds = [{ ...newThreshold(), expression: 'avg < 1', over: 'long' }]),
    'thresholds.0.over',
  ],
  ['an unknown step', (draft) => setThresholds(draft, 'avg{step: "list"} < 1'), 'thresholds.0.expression'],
  ['a bad timeout', (draft) => (draft.timeouts.firstByte = '0'), 'timeouts.firstByte'],
  ['a bad grace time', (draft) => (draft.gracefulStop = 'soon'), 'gracefulStop'],
  ['a bad warm-up', (draft) => (draft.warmup = 'a while'), 'warmup'],
  ['a name too long', (draft) => (draft.name = 'x'.repeat(201)), 'name'],
])('%s is shown at its own field', (_, spoil, path) => {
  const draft = sound();
  spoil(draft);
  const { plan, faults } = judgeDraft(draft);
  expect(plan).toBeNull();
  expect([...faults.keys()]).toEqual([path]);
});

test('a valid draft has no fault', () => {
  expect(judgeDraft(sound()).faults.size).toBe(0);
});

test('only the chosen load model is judged', () => {
  const draft = sound();
  draft.load.open.maxVus = 'none';
  expect(judgeDraft(draft).plan).not.toBeNull();
});

test('problems are counted and placed', () => {
  const draft = sound();
  const none = judgeDraft(draft).faults;
  expect([countFaults(none), placeFaults(none)]).toEqual(['', '']);
  setThresholds(draft, 'p(95) < x', 'p');
  const some = judgeDraft(draft).faults;
  expect([countFaults(some), placeFaults(some)]).toEqual(['2 problems', 'in thresholds']);
  draft.load.iterations.vus = '';
  expect(placeFaults(judgeDraft(draft).faults)).toBe('in the load model and thresholds');
});

function sound(): Draft {
  const draft = newDraft();
  for (const step of draft.scenarios[0]?.steps ?? []) step.url = 'http://127.0.0.1/';
  return draft;
}

function setThresholds(draft: Draft, ...expressions: readonly string[]): void {
  draft.thresholds = expressions.map((expression) => ({ ...newThreshold(), expression }));
}

function addHeaders(draft: Draft, ...rows: readonly (readonly [string, string])[]): void {
  draft.scenarios[0]?.steps[0]?.headers.push(...rows.map(([name, value]) => ({ name, value })));
}

function setClosed(draft: Draft, ...rows: readonly (readonly [string, string])[]): void {
  draft.load.model = 'closed';
  draft.load.closed.stages = rows.map(([duration, target]) => ({ duration, target }));
}
