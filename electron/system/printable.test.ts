import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLEAR_LINE, printable, printOnlyText } from './printable.ts';

test('controls are printed as escapes, text and our own clearing of a line stay', () => {
  expect(printable('a\u001b[31mred\u009b2J\u202egnp\u0007')).toBe('a\\u001b[31mred\\u009b2J\\u202egnp\\u0007');
  expect(printable(`${CLEAR_LINE}5 of 10\tdone\nnext ä 漢 😀\n`)).toBe(`${CLEAR_LINE}5 of 10\tdone\nnext ä 漢 😀\n`);
  expect(printable('over\rwritten')).toBe('over\\u000dwritten');
});

test('JSON means the same afterwards', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(printable(JSON.stringify({ text })))).toEqual({ text });
    }),
  );
});

test('a stream prints only text from then on, bytes stay as they are', () => {
  const stream = new PassThrough();
  printOnlyText([stream as unknown as NodeJS.WriteStream]);
  stream.write('\u001b[5m');
  stream.write(Buffer.from([0x1b]));
  expect(stream.read()?.toString()).toBe('\\u001b[5m\u001b');
});
