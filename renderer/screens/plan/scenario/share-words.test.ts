// The shares of scenarios, in a sentence.
import { expect, test } from 'vitest';
import { parsePlan } from '../../../../shared/plan/plan-parse.ts';
import { shareWords } from './share-words.ts';

const PARSED = parsePlan({
  version: 2,
  load: { model: 'open', startTarget: 120, stages: [{ duration: '270s', target: 120 }] },
  scenarios: [{ steps: [{ url: 'http://a.test/' }] }],
});
const PLAN = PARSED.ok ? PARSED.value : null;

test.each([
  [[0.75, 0.25], 0, PLAN, '75 % of the journeys are Buy, 25 % Browse: about 24,300 and 8,100.'],
  [[0.75, 0.25], 1, null, '25 % of the journeys are Browse, 75 % Buy.'],
  [[1, null], 0, PLAN, '100 % of the journeys are Buy: about 32,400.'],
  [[0.25, 0.25, 0.25, 0.25], 0, PLAN, '25 % of the journeys, about 8,100'],
])('the shares %j are described', (shares, own, plan, sentence) => {
  const scenarios = shares.map((share, at) => ({ name: at === 0 ? 'Buy' : 'Browse', share }));
  expect(shareWords(scenarios, own, plan)).toBe(sentence);
});
