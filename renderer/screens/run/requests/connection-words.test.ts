// A connection is described by no more than what is known of it.
import { expect, test } from 'vitest';
import { connectionWords } from './connection-words.ts';

test.each([
  [null, null, 'none'],
  [true, null, 'reused'],
  [false, null, 'its first request'],
  [false, true, 'its first request, TLS session resumed'],
  [false, false, 'its first request, full TLS handshake'],
])('reused %s, resumed %s: %s', (reused, resumed, words) => {
  expect(connectionWords({ reused, resumed })).toBe(words);
});
