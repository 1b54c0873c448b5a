import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worseVerdict, type HealthVerdict } from '../../shared/health.ts';
import { RowVerdicts } from './row-verdicts.ts';

test('a second that was not measured stays so, even if a request from a bad one ended in it', () => {
  const seconds = new RowVerdicts();
  seconds.note(1010, 1040, null);
  seconds.note(980, 1020, 'suspect');
  seconds.note(900, 990, 'suspect');
  seconds.note(1050, 1060, null);
  expect([seconds.of(0), seconds.of(1), seconds.of(2)]).toEqual(['suspect', null, null]);
  expect(seconds.doubtful()).toEqual(['suspect']);
});

test('with any verdicts of the seconds, each row gets the same worst one again', () => {
  const verdict = fc.constantFrom<HealthVerdict | null>(null, 'trusted', 'strained', 'suspect');
  const row = fc.record({ sentAt: fc.integer({ min: 0, max: 9999 }), took: fc.integer({ min: 0, max: 5000 }) });
  const check = fc.property(fc.array(verdict, { minLength: 15, maxLength: 15 }), fc.array(row), (truth, rows) => {
    const worstOf = (sentAt: number, endedAt: number, of: (second: number) => HealthVerdict | null): HealthVerdict | null => {
      let worst: HealthVerdict | null = null;
      for (let second = Math.floor(sentAt / 1000); second <= Math.floor(endedAt / 1000); second += 1)
        worst = worseVerdict(worst, of(second));
      return worst;
    };
    const seconds = new RowVerdicts();
    const known = (second: number): HealthVerdict | null => truth[second] ?? null;
    for (const { sentAt, took } of rows) seconds.note(sentAt, sentAt + took, worstOf(sentAt, sentAt + took, known));
    for (const { sentAt, took } of rows) {
      const again = worstOf(sentAt, sentAt + took, (second) => seconds.of(second));
      expect(again).toBe(worstOf(sentAt, sentAt + took, known));
    }
  });
  fc.assert(check);
});
