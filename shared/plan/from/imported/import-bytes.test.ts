// Files that are not text are named, whatever they are called.
import { expect, test } from 'vitest';
import { ImportBytes } from './import-bytes.ts';

function begun(): ImportBytes {
  return new ImportBytes('a.har', (bytes, encoding) => new TextDecoder(encoding).decode(bytes));
}

function sentence(bytes: Uint8Array): string {
  const reading = begun();
  reading.add(bytes);
  const read = reading.end();
  return read.ok ? read.value.text : read.failure.message;
}

test.each<[string, readonly number[], string]>([
  ['a ZIP archive', [0x50, 0x4b, 3, 4, 0, 0], 'a.har is a ZIP archive, which Onrush does not read. Unpack it'],
  ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10], 'a.har is a picture, which Onrush does not read.'],
  ['packets', [0x0a, 0x0d, 0x0d, 0x0a, 0], 'a.har is a capture of network packets'],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd, 0], 'a.har is packed with Zstandard'],
  ['other bytes', [1, 0, 2, 0], 'The file a.har is not text.'],
])('%s', (_, bytes, expected) => {
  expect(sentence(Uint8Array.from(bytes))).toContain(expected);
});

test('a text in UTF-16 is read, and one that begins like a packed file is a text', () => {
  expect(sentence(Uint8Array.from([0xff, 0xfe, 0x7b, 0]))).toBe('{');
  expect(sentence(new TextEncoder().encode('GET http://127.0.0.1:9/'))).toBe('GET http://127.0.0.1:9/');
});

test('a large recording is read as its bytes arrive, and a large file of another kind at its end', () => {
  const pad = 'ä'.repeat(8_500_000);
  const whole = new TextEncoder().encode(`{"log":{"comment":"${pad}","entries":[{"a":1}]}}`);
  const reading = begun();
  for (let at = 0; at < whole.length; at += 3_000_000) reading.add(whole.subarray(at, at + 3_000_000));
  expect(reading.end()).toMatchObject({ ok: true, value: { value: { log: { comment: pad, entries: [{ a: 1 }] } } } });
  expect(sentence(new TextEncoder().encode(`{"other":"${pad}"}`))).toContain('{"other":"ä');
});
