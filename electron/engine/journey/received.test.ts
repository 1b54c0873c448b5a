// Bodies as servers code them and write their letters: read as what they say, or said not to have been read.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Received } from './received.ts';

const JSON_TEXT = '{"a":"ж"}';

function received(body: Buffer, headers: Record<string, string | string[]>, bodyBytes = body.length): Received {
  return new Received({ status: 200, headers, body, bodyBytes }, 1);
}

test.each<[string, string | string[], Buffer]>([
  ['gzip in capitals', 'GZIP', gzipSync(JSON_TEXT)],
  ['brotli', 'br', brotliCompressSync(JSON_TEXT)],
  ['zstd', 'zstd', zstdCompressSync(JSON_TEXT)],
  ['deflate', 'deflate', deflateSync(JSON_TEXT)],
  ['deflate without its frame', 'deflate', deflateRawSync(JSON_TEXT)],
  ['two codings', 'gzip, br', brotliCompressSync(gzipSync(JSON_TEXT))],
  ['two lines', ['gzip', 'br'], brotliCompressSync(gzipSync(JSON_TEXT))],
  ['none', 'identity', Buffer.from(JSON_TEXT)],
])('%s is undone', (_, coding, body) => {
  const one = received(body, { 'content-encoding': coding });
  expect([one.json?.value, one.readPart]).toEqual([{ a: 'ж' }, null]);
});

test.each([
  ['snappy', Buffer.from('x')],
  ['gzip', Buffer.from('not packed')],
])('%s that cannot be undone is reported', (coding, body) => {
  const one = received(body, { 'content-encoding': coding });
  expect(one.json).toBeNull();
  expect(one.readPart).toBe(`nothing of the body, whose content coding “${coding}” could not be undone,`);
});

test('the part of a cut body that can be unpacked is read', () => {
  const whole = gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, at) => `line ${at * 7919}`).join('\n')));
  const one = received(whole.subarray(0, whole.length / 2), { 'content-encoding': 'gzip' }, whole.length);
  expect(one.text.startsWith('line 0\nline 7919\n')).toBe(true);
  expect(one.readPart).toBe('the first 16 MiB of the body');
});

test.each([
  ['text/plain; charset=windows-1251', Buffer.from([0xc6]), 'Ж'],
  ['text/plain; charset="Shift_JIS"', Buffer.from([0x83, 0x65]), 'テ'],
  ['text/plain;charset=iso-8859-1', Buffer.from([0xe4, 0x80]), 'ä€'],
  ['text/plain; charset=UTF-16BE', Buffer.from([0x04, 0x16]), 'Ж'],
  ['text/plain; charset=utf8', Buffer.from('ж'), 'ж'],
  ['text/plain; charset=none-such', Buffer.from('ж'), 'ж'],
  ['text/plain', Buffer.from('ж'), 'ж'],
])('%s', (contentType, body, text) => {
  expect(received(body, { 'content-type': contentType }).text).toBe(text);
});
