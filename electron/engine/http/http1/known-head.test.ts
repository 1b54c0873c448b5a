// The head of the previous response replaces reading the next one only if both are identical.
import { expect, test } from 'vitest';
import { BodyHead } from '../failure-response.ts';
import { HeadParser } from './head-parser.ts';
import { KnownHead } from './known-head.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 22:12:19 GMT\r\nContent-Length: 6\r\nx: y\r\n\r\n';

function knownFrom(text: string): KnownHead {
  const head = new HeadParser();
  const bytes = Buffer.from(text, 'latin1');
  expect(head.read(bytes, 0, bytes.length)).toBe(bytes.length);
  const known = new KnownHead();
  known.learn(head, false);
  return known;
}

test('another date is the same head, whatever it is, as long as it ends no line', () => {
  const known = knownFrom(HEAD);
  expect(known.responseBytes).toBe(HEAD.length + 6);
  expect(known.status).toBe(200);
  expect(known.isHeadOf(Buffer.from(`${HEAD}hello\n`))).toBe(true);
  expect(known.isHeadOf(Buffer.from(HEAD.replace('22:12:19', '22:12:20')))).toBe(true);
  expect(known.isHeadOf(Buffer.from(HEAD.replace('22:12:19', '22:1\r\n:a')))).toBe(false);
});

test.each(['200', 'OK', '6', 'y', 'Length', 'GMT\r', '\n\r\n'])('no other byte may differ: "%s"', (part) => {
  const known = knownFrom(HEAD);
  const at = HEAD.lastIndexOf(part);
  for (let place = at; place < at + part.length; place += 1) {
    const bytes = Buffer.from(HEAD);
    bytes[place] = (bytes[place] ?? 0) + 1;
    const isInDate = part.startsWith('GMT') && place < at + 3;
    expect(known.isHeadOf(bytes)).toBe(isInDate);
  }
});

test('a head that is recognised has its own date, and the other headers of the one that is known', () => {
  const known = knownFrom(HEAD);
  expect(known.headers).toEqual({ date: 'Tue, 24 Nov 2026 22:12:19 GMT', 'content-length': '6', x: 'y' });
  const before = known.headers;
  const body = new BodyHead(100);
  known.take(Buffer.from(`${HEAD}hello\n`), HEAD.length + 6, body);
  expect(body.content.toString()).toBe('hello\n');
  expect(known.headers).toBe(before);
  known.take(Buffer.from(HEAD.replace('22:12:19', '22:12:20')), HEAD.length, null);
  expect(known.headers['date']).toBe('Tue, 24 Nov 2026 22:12:20 GMT');
  expect([known.isAtHand, known.statusText]).toEqual([true, 'OK']);
});

test('a head without a date must be the same from end to end', () => {
  const text = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
  const known = knownFrom(text);
  expect(known.isHeadOf(Buffer.from(text))).toBe(true);
  for (let at = 0; at < text.length; at += 1) {
    const bytes = Buffer.from(text);
    bytes[at] = 33;
    expect(known.isHeadOf(bytes)).toBe(text[at] === '!');
  }
});
