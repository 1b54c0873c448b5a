// The head of the previous response replaces reading the next one only if both are identical.
import { expect, test } from 'vitest';
import { BodyHead } from '../failure-response.ts';
import { READ_BUFFER } from '../reading.ts';
import { HeadParser } from './head-parser.ts';
import { KnownHead } from './known-head.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 22:12:19 GMT\r\nContent-Length: 6\r\nx: y\r\n\r\n';

function knownFrom(text: string): KnownHead {
  const known = new KnownHead();
  learn(known, text);
  return known;
}

function learn(known: KnownHead, text: string): void {
  const head = new HeadParser();
  const bytes = Buffer.from(text, 'latin1');
  expect(head.read(bytes, 0, bytes.length)).toBe(bytes.length);
  known.learn(head, false);
}

/** The same answer for bytes in any buffer and for bytes in the one that connections are read into. */
function recognises(known: KnownHead, text: string): boolean {
  const bytes = Buffer.from(text, 'latin1');
  const first = known.recognise(bytes, bytes.length);
  bytes.copy(READ_BUFFER);
  READ_BUFFER.fill('?', bytes.length, bytes.length + 8);
  expect(known.recognise(READ_BUFFER, bytes.length)).toBe(first);
  return first;
}

function changed(text: string, place: number, byte: number): string {
  return text.slice(0, place) + String.fromCharCode(byte) + text.slice(place + 1);
}

test('a head with another date is the same head, as long as the date does not end a line', () => {
  const known = knownFrom(HEAD);
  expect(known.responseBytes).toBe(HEAD.length + 6);
  expect(known.status).toBe(200);
  expect(recognises(known, `${HEAD}hello\n`)).toBe(true);
  expect(recognises(known, `${HEAD.replace('22:12:19', '22:12:20')}hello\n`)).toBe(true);
  expect(recognises(known, `${HEAD.replace('22:12:19', '22:1\r\n:a')}hello\n`)).toBe(false);
  expect(recognises(known, `${HEAD}hello`)).toBe(false);
});

test('no other byte may differ at any place', () => {
  const date = HEAD.indexOf('Tue');
  for (let place = 0; place < HEAD.length; place += 1) {
    const isInDate = place >= date && place < HEAD.indexOf('\r\nContent');
    const other = HEAD.charCodeAt(place) + 1;
    expect(recognises(knownFrom(HEAD), `${changed(HEAD, place, other)}hello\n`), `byte ${place}`).toBe(isInDate);
  }
});

test('a recognised head has its own date, and the other headers of the known one', () => {
  const known = knownFrom(HEAD);
  expect(known.headers).toEqual({ date: 'Tue, 24 Nov 2026 22:12:19 GMT', 'content-length': '6', x: 'y' });
  const before = known.headers;
  const body = new BodyHead(100);
  const bytes = Buffer.from(`${HEAD}hello\n`);
  expect(known.recognise(bytes, bytes.length)).toBe(true);
  known.lendBody(bytes, bytes.length, body);
  expect(body.content.toString()).toBe('hello\n');
  expect(known.headers).toBe(before);
  expect(recognises(known, `${HEAD.replace('22:12:19', '22:12:20')}hello\n`)).toBe(true);
  expect(known.headers['date']).toBe('Tue, 24 Nov 2026 22:12:20 GMT');
  expect(known.statusText).toBe('OK');
});

test('a head without a date must be the same from end to end', () => {
  const text = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
  expect(recognises(knownFrom(text), text)).toBe(true);
  for (let at = 0; at < text.length; at += 1) expect(recognises(knownFrom(text), changed(text, at, 33))).toBe(text[at] === '!');
});

test('a longer head that is learned after a shorter one is completely known', () => {
  const known = knownFrom('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  learn(known, HEAD);
  expect(recognises(known, `${HEAD}hello\n`)).toBe(true);
  expect(recognises(known, `${changed(HEAD, HEAD.length - 5, 65)}hello\n`)).toBe(false);
});

test('a head with a zero byte is not remembered, because eight bytes at a time could not tell it from another one', () => {
  const text = 'HTTP/1.1 200 a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\ncontent-length: 0\r\n\r\n';
  const known = new KnownHead();
  const head = new HeadParser();
  const bytes = Buffer.from(text, 'latin1');
  head.read(bytes, 0, bytes.length);
  if (head.isComplete) known.learn(head, false);
  expect(recognises(known, text)).toBe(false);
});
