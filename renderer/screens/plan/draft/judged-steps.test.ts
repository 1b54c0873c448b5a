// How many steps of a plan are checked when a key is pressed: those that it changed, and not the thousands of others.
import { expect, test } from 'vitest';
import { parsePlan } from '../../../../shared/plan/plan-parse.ts';
import { withValueAt } from './changed-value.ts';
import { draftOf, type Draft } from './draft.ts';
import { judgeDraft } from './draft-faults.ts';
import type { StepDraft } from './draft-scenario.ts';

const SCENARIOS = 4;
const STEPS = 25;

test('after a key in one step, only that step is judged again', () => {
  const { draft, readCount } = countedDraft();
  expect(judgeDraft(draft).plan).not.toBeNull();
  const first = readCount();
  expect(first).toBeGreaterThanOrEqual(SCENARIOS * STEPS);
  const changed = withValueAt(draft, 'scenarios.2.steps.7.name', 'Another');
  expect(judgeDraft(changed).plan?.scenarios[2]?.steps[7]?.name).toBe('Another');
  expect(readCount() - first).toBeLessThanOrEqual(first / (SCENARIOS * STEPS));
});

test('a step is judged again after any change of what it takes from outside', () => {
  const { draft } = countedDraft();
  expect(judgeDraft(draft).faults.size).toBe(0);
  const renamed = withValueAt(draft, 'scenarios.1.steps.3.extract.0.name', 'other');
  expect([...judgeDraft(renamed).faults]).toEqual([
    ['scenarios.1.steps.4.headers.0.name', expect.stringContaining('“v3” is made in the scenario “s0” only')],
  ]);
  const moved = withValueAt(draft, 'sources.variables.0.value', 'ftp://127.0.0.1');
  expect(judgeDraft(moved).faults.size).toBe(SCENARIOS * STEPS);
  expect(judgeDraft(draft).faults.size).toBe(0);
});

/** Counts how often the URL of any step is read out of the draft. */
function countedDraft(): { readonly draft: Draft; readonly readCount: () => number } {
  let count = 0;
  const parsed = parsePlan({
    version: 2,
    variables: { base: 'http://127.0.0.1:9' },
    load: { model: 'iterations', iterations: 1, vus: 1 },
    scenarios: Array.from({ length: SCENARIOS }, (_, at) => ({ name: `s${at}`, steps: Array.from({ length: STEPS }, stepOf) })),
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const draft = draftOf(parsed.value);
  const counted = (step: StepDraft): StepDraft => {
    const { url } = step;
    return Object.defineProperty({ ...step }, 'url', { enumerable: true, get: () => ((count += 1), url) });
  };
  const scenarios = draft.scenarios.map((scenario) => ({ ...scenario, steps: scenario.steps.map(counted) }));
  return { draft: { ...draft, scenarios }, readCount: () => count };
}

function stepOf(_: unknown, at: number): unknown {
  return {
    name: `step ${at}`,
    url: '{{base}}/',
    headers: { before: at === 0 ? 'none' : `{{v${at - 1}}}` },
    extract: { [`v${at}`]: { json: '$.id' } },
  };
}
