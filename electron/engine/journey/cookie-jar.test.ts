import { expect, test } from 'vitest';
import { Cookies } from './cookie-jar.ts';

const URL = 'http://a.test/x';

test('a repeated cookie changes nothing, and one with a longer life does', () => {
  const cookies = new Cookies();
  cookies.receive(['sid=a'], URL);
  expect(cookies.lineFor(URL)).toBe('sid=a');
  cookies.receive(['sid=a'], URL);
  expect(cookies.lineFor(URL)).toBe('sid=a');
  cookies.receive(['sid=b'], 'http://a.test/y');
  cookies.receive(['sid=a'], URL);
  expect(cookies.lineFor(URL)).toBe('sid=a');
  cookies.receive(['sid=gone; Max-Age=0'], URL);
  expect(cookies.lineFor(URL)).toBe('');
  cookies.receive(['sid=a'], URL);
  cookies.clear();
  cookies.receive(['sid=a'], URL);
  expect(cookies.lineFor(URL)).toBe('sid=a');
});
