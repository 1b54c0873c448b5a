// The sentence about another Onrush with the same history.
import { expect, test } from 'vitest';
import { besideWords, otherProgramWords } from './other-program.ts';

test.each([
  [
    { kind: 'command line', pid: 7, runName: 'Shop' },
    'The command line (process 7) is writing the run “Shop” to this history. Two loads on one computer disturb each other: wait for its end before you measure.',
  ],
  [
    { kind: 'browser', pid: 8, runName: null },
    'Onrush in a browser (process 8) is open with the same data folder. Start runs in only one of the two.',
  ],
] as const)('another program is recognised from %j', (other, words) => {
  expect(otherProgramWords(other)).toBe(words);
});

test('the notes of a run name the programs that ran at its start', () => {
  expect(besideWords({ kind: 'command line', pid: 7, runName: 'Shop' })).toBe(
    'When this run began, the command line (process 7) was writing the run “Shop” on this computer. The two may have disturbed each other.',
  );
});
