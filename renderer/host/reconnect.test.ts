import { expect, test } from 'vitest';
import { lostSentence, reconnectPause } from './reconnect.ts';

test('the pause doubles from half a second and ends at five seconds', () => {
  expect([1, 2, 3, 4, 5, 50].map(reconnectPause)).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
});

test('the sentence counts the attempts as people do', () => {
  expect(lostSentence(3)).toBe('Lost the connection to Onrush. The run may go on; reconnecting, 3rd try.');
  expect([1, 2, 4].map((tries) => /, (\S+) try/.exec(lostSentence(tries))?.[1])).toEqual(['1st', '2nd', '4th']);
  expect([11, 12, 13, 21, 112].map((tries) => /, (\S+) try/.exec(lostSentence(tries))?.[1])).toEqual([
    '11th',
    '12th',
    '13th',
    '21st',
    '112th',
  ]);
});

test('after many attempts it says what else may have happened', () => {
  expect(lostSentence(4)).not.toContain('new address');
  expect(lostSentence(5)).toContain('open the new address it printed');
});
