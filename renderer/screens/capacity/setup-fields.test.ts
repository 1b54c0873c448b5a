import { expect, test } from 'vitest';
import { objectivesOf, capacitySettingsSchema } from '../../../shared/capacity/capacity-settings.ts';
import { objectiveWords } from '../../../shared/capacity/objective.ts';
import { askedOf, estimateOf, FIRST_SETUP, GOAL_PERCENTILES, SENTENCE_MEASURES, type SetupFields } from './setup-fields.ts';

test('the sentence is read as it was written, with any choice in it', () => {
  for (const percentile of GOAL_PERCENTILES)
    for (const measure of Object.keys(SENTENCE_MEASURES))
      expect(objectivesWith({ percentile, measure, limitMs: 20 })[0]).toMatchObject({
        kind: 'time',
        percent: Number(percentile),
        measure,
        limitMs: 20,
        isStrict: false,
      });
});

test('the usual search asks for 99 of 100 requests within 50 ms and at most one failure in a thousand', () => {
  expect(objectivesWith({}).map(objectiveWords)).toEqual(['p99 at most 50 ms', 'at most 0.1 % failed']);
});

test('several objectives are written with semicolons', () => {
  const written = 'p(95) < 20ms; p99.9 < 1s';
  expect(objectivesWith({ isWritten: true, written }).map(objectiveWords)).toEqual([
    'p95 under 20 ms',
    'p99.9 under 1 s',
    'at most 0.1 % failed',
  ]);
});

test.each<[Partial<SetupFields>, string]>([
  [{ limitMs: '' }, 'Write a time limit above 0 ms.'],
  [{ failed: '' }, 'Write the share that may fail, such as 0.1 %.'],
  [{ budget: 'soon' }, 'Write a time such as 15m.'],
  [{ budget: '1s' }, 'A search takes at least 20 s.'],
  [{ most: 0 }, 'Write a rate above 0.'],
  [{ isWritten: true, written: '' }, 'Write at least one objective, such as "p(99) < 50ms".'],
  [{ kind: 'ladder', rates: 'many' }, 'Write a rate per second.'],
  [{ kind: 'ladder', each: '1s' }, 'Each rate takes at least 4 s.'],
])('%j is refused with a sentence', (part, sentence) => {
  expect(askedOf({ ...FIRST_SETUP, ...part })).toBe(sentence);
});

test('a highest rate is obeyed, and an empty field sets none', () => {
  expect(askedOf({ ...FIRST_SETUP, most: 20_000 })).toMatchObject({ settings: { maxRate: 20_000 } });
  expect(askedOf(FIRST_SETUP)).not.toHaveProperty('settings.maxRate');
});

function objectivesWith(part: Partial<SetupFields>) {
  const asked = askedOf({ ...FIRST_SETUP, ...part });
  if (typeof asked === 'string') throw new Error(asked);
  return objectivesOf(capacitySettingsSchema.parse(asked.settings));
}

test('it says before the start how long it takes, and for which targets it takes longer', () => {
  const estimateWith = (part: Partial<SetupFields>): string => {
    const asked = askedOf({ ...FIRST_SETUP, ...part });
    if (typeof asked === 'string') throw new Error(asked);
    return estimateOf(asked, null).join(' ');
  };
  expect(estimateWith({ percentile: '90' })).toBe('The search takes about 10 min, and 15 min at most.');
  expect(estimateWith({ percentile: '99.9' })).toMatch(
    /less than about 170 requests\/s takes longer, and one that holds less than about 50 /,
  );
  expect(estimateWith({ budget: '5m' })).toMatch(
    /about 10 min, longer than the 5 min that it may take: a bound may then be missing/,
  );
  expect(estimateWith({ kind: 'ladder' })).toBe('');
});
