// Bytes between two requests are judged the same, however many of them have arrived.
import { expect, test } from 'vitest';
import { judgeIdleBytes } from './idle-bytes.ts';

test.each([
  ['', 'nothing'],
  ['\r\n\n', 'nothing'],
  ['HTTP/1.0 408 Request Time-out\r\n', 'timeout'],
  ['\r\nHTTP/1.1 408\r\n', 'timeout'],
  ['http/1.1 408 request timeout\r\n', 'timeout'],
  ['HTTP/1.1 200 OK', 'surplus'],
  ['HTTP/2', 'surplus'],
  ['hello', 'surplus'],
])('%j is %s', (text, kind) => {
  expect(judgeIdleBytes(text)).toBe(kind);
});

test('each beginning of a 408 is undecided', () => {
  const text = 'HTTP/1.0 408';
  for (let end = 1; end < text.length; end += 1) expect(judgeIdleBytes(text.slice(0, end))).toBe('undecided');
});
