// The estimate of a search, compared with searches in simulated time.
import { expect, test } from 'vitest';
import { capacitySettingsSchema } from './capacity-settings.ts';
import { estimateWords, leftMs } from './estimate.ts';
import { exponential, randomFrom, searchAt, TARGETS } from './test-targets.ts';

const UNIT = { noun: 'requests', factor: 1 } as const;

test('a stricter objective takes longer at a slower target, and the estimate says how slow', () => {
  const of = (objective: string, precision: 'quick' | 'thorough'): string =>
    estimateWords(capacitySettingsSchema.parse({ objectives: [objective], precision }), UNIT).join(' ');
  expect(of('p(95) < 50ms', 'thorough')).toBe('The search takes about 10 min, and 20 min at most.');
  expect(of('p(99) < 50ms', 'quick')).toMatch(
    /about 4 min, and 8 min at most\. .* less than about 50 requests\/s takes longer, and one that holds less than about 5 requests\/s/,
  );
  expect(of('p(99.9) < 50ms', 'quick')).toMatch(
    /less than about 500 requests\/s takes longer, and one that holds less than about 50 requests\/s/,
  );
});

test('such a target really cannot be confirmed, and a faster one takes the usual time', () => {
  const objectives = ['p(99.9) <= 500ms'];
  // 36 requests a second.
  const slow = searchAt(
    { ...TARGETS['M/M/1'], work: exponential(0.02) },
    { objectives, precision: 'quick', budgetMs: 3_600_000 },
    randomFrom(3),
  );
  expect(slow.end).toBe('unconfirmed');
  const fast = searchAt(TARGETS['M/M/1'], { objectives: ['p(99.9) <= 50ms'], precision: 'quick' }, randomFrom(3));
  expect([fast.end, fast.elapsedS < 480]).toEqual(['found', true]);
});

test('the remaining time includes the long trials of a strict objective once the rate is roughly known', () => {
  const settings = capacitySettingsSchema.parse({ objectives: ['p(90) <= 500ms'], budgetMs: 24 * 3_600_000 });
  const { trials } = searchAt({ ...TARGETS['M/M/1'], work: exponential(0.02) }, settings, randomFrom(3));
  const begun = trials.slice(0, 1 + trials.findIndex(({ verdict }) => verdict === 'fails'));
  expect(begun.length).toBeGreaterThan(1);
  expect(leftMs(settings, begun, 0)).toBeLessThan(12 * 60_000);
  expect(leftMs({ ...settings, objectives: ['p(99.9) <= 500ms'] }, begun, 0)).toBeGreaterThan(15 * 60_000);
});
