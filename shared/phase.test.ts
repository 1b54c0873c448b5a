// The quick way to all phases of a row and the plain way to one of them agree.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phaseOf, PHASES, readPhases } from './phase.ts';
import { allocateColumns } from './sample.ts';

const TIME = fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max: 1e6, noNaN: true }));

const NAMES = ['sentAt', 'firstByteAt', 'endedAt', 'blocked', 'dns', 'connecting', 'tlsHandshaking', 'sending'] as const;

test('all phases together give the same values as each of them', () => {
  fc.assert(
    fc.property(fc.array(TIME, { minLength: 8, maxLength: 8 }), (times) => {
      const columns = allocateColumns(2);
      NAMES.forEach((name, at) => columns[name].set([times[at] ?? 0], 1));
      const lengths = new Float64Array(PHASES.length);
      readPhases(columns, 1, lengths);
      expect([...lengths]).toEqual(PHASES.map((phase) => phaseOf(columns, 1, phase)));
    }),
  );
});
