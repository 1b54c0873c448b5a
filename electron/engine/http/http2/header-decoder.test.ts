// HPACK against the examples of RFC 7541, appendix C, and what a hostile server may write.
import { expect, test } from 'vitest';
import { encodeHeaders } from './header-encoder.ts';
import { HeaderDecoder, type Decoded } from './header-decoder.ts';
import type { HeaderField } from './header-table.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const fieldsOf = (decoded: Decoded): readonly HeaderField[] | string =>
  decoded.kind === 'fields' ? decoded.fields : decoded.kind;
const decodeAll = (blocks: readonly string[], decoder = new HeaderDecoder(65_536)): (readonly HeaderField[] | string)[] =>
  blocks.map((block) => fieldsOf(decoder.decode(bytes(block))));

const REQUESTS: readonly (readonly HeaderField[])[] = [
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
    ['cache-control', 'no-cache'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'https'],
    [':path', '/index.html'],
    [':authority', 'www.example.com'],
    ['custom-key', 'custom-value'],
  ],
];

test('requests without Huffman coding are decoded as in RFC 7541, C.3', () => {
  const blocks = [
    '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
    '8286 84be 5808 6e6f 2d63 6163 6865',
    '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
  ];
  expect(decodeAll(blocks)).toEqual(REQUESTS);
});

test('requests with Huffman coding are decoded as in RFC 7541, C.4', () => {
  const blocks = [
    '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
    '8286 84be 5886 a8eb 1064 9cbf',
    '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
  ];
  expect(decodeAll(blocks)).toEqual(REQUESTS);
});

test('responses with Huffman coding are decoded as in RFC 7541, C.6, with a table of 256 bytes that drops its oldest entries', () => {
  const blocks = [
    // The RFC's blocks do not contain the size of the table, because it is agreed on before.
    '3fe1 01 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3',
    '4883 640e ffc1 c0bf',
    '88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07',
  ];
  const first = 'Mon, 21 Oct 2013 20:13:21 GMT';
  const place = ['location', 'https://www.example.com'];
  expect(decodeAll(blocks)).toEqual([
    [[':status', '302'], ['cache-control', 'private'], ['date', first], place],
    [[':status', '307'], ['cache-control', 'private'], ['date', first], place],
    [
      [':status', '200'],
      ['cache-control', 'private'],
      ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
      place,
      ['content-encoding', 'gzip'],
      ['set-cookie', 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'],
    ],
  ]);
});

test('the same bytes mean something else after the table has changed', () => {
  const decoder = new HeaderDecoder(65_536);
  const blocks = ['4001 6101 31', 'be', 'be', '4001 6101 32', 'be'];
  expect(decodeAll(blocks, decoder)).toEqual([[['a', '1']], [['a', '1']], [['a', '1']], [['a', '2']], [['a', '2']]]);
});

test('written headers can be read again, with characters beyond ASCII as UTF-8', () => {
  const fields: HeaderField[] = [
    [':method', 'POST'],
    [':path', `/${'long'.repeat(100)}`],
    ['authorization', 'Bearer x'],
    ['x-name', 'Zoë'],
  ];
  const read = fieldsOf(new HeaderDecoder(65_536).decode(encodeHeaders(fields)));
  expect(read).toEqual([...fields.slice(0, 3), ['x-name', Buffer.from('Zoë').toString('latin1')]]);
});

test.each([
  ['a number that stands for nothing', 'ff80 8001'],
  ['number 0', '80'],
  ['a number that is cut', 'ff'],
  ['a number without an end', 'ffff ffff ffff ffff ffff 01'],
  ['a text beyond its block', '0005 6162'],
  ['Huffman code with padding of zeros', '4001 6181 f0'],
  ['Huffman code with eight bits of padding', '4001 6182 1fff'],
  ['Huffman code with the end of a string in it', '4001 6184 ffff ffff'],
  ['a table larger than was allowed', '3fe2 1f'],
  ['a table size in the middle', '8820'],
])('%s is broken', (_, block) => {
  expect(decodeAll([block])).toEqual(['broken']);
});

test('a small block that unfolds to large headers is too large', () => {
  const value = '61'.repeat(3900);
  const decoder = new HeaderDecoder(65_536);
  expect(decodeAll([`4001 61 7fbd1d ${value}`], decoder)).toEqual([[['a', 'a'.repeat(3900)]]]);
  expect(decodeAll(['be'.repeat(20)], decoder)).toEqual(['too-large']);
});
