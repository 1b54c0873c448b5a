// HPACK bit by bit, in the responses of a server; legal header blocks first.
import { ends, fields, headers, hex, holdTo, protocol, whole, type Case } from './test-battery.ts';

const LEGAL: readonly Case[] = [
  ['HPACK: an update of the table to nothing', 'ok', /^$/, headers(hex('20 88'), whole | ends)],
  ['HPACK: two updates of the table at once', 'ok', /^$/, headers(hex('20 3fe11f 88'), whole | ends)],
  ['HPACK: a table that is filled and asked', 'ok', /^$/, headers(hex('88 4001780179 be be'), whole | ends)],
  [
    'HPACK: a field larger than the table empties it',
    'ok',
    /^$/,
    headers(Buffer.concat([hex('88 400178 7f a11f'), Buffer.alloc(4128, 0x61)]), whole | ends),
  ],
  ['HPACK: an integer in more bytes than it takes', 'ok', /^$/, fields('0f 92 80 80 00 00')],
  ['HPACK: fields that are never to be added', 'ok', /^$/, fields('10 0178 0179 1f 09 00')],
  ['HPACK: Huffman code that fills its last byte', 'ok', /^$/, fields('00 0178 85 1c6490b2cd')],
  ['HPACK: an empty value in Huffman code', 'ok', /^$/, fields('00 0178 80')],
  ['a status in literal, with Huffman code', 'ok', /^$/, headers(hex('08 82 1001'), whole | ends)],
];

const BROKEN: readonly Case[] = [
  protocol('HPACK: number 0', /stands for nothing/, fields('80')),
  protocol('HPACK: a number beyond both tables', /stands for nothing/, fields('be')),
  protocol('HPACK: a name by a number beyond both tables', /stands for nothing/, fields('7f 00 0179')),
  protocol('HPACK: a number that never ends', /too large/, fields('ff ff ff ff ff ff ff ff 0f')),
  protocol('HPACK: a number that is broken off', /in the middle|beyond its frame/, fields('ff 80')),
  protocol('HPACK: a value longer than its frame', /beyond its frame/, fields('00 0178 7f 00')),
  protocol('HPACK: a name without a value', /in the middle/, fields('00 0178')),
  protocol('HPACK: the table changes in the middle', /in the middle of the headers/, fields('20')),
  protocol('HPACK: a table larger than was allowed', /larger than was allowed/, headers(hex('3fe21f 88'), whole | ends)),
  protocol(
    'HPACK: what an update has dropped is asked for',
    /stands for nothing/,
    headers(hex('88 4001780179'), whole),
    headers(hex('20 be'), whole | ends),
  ),
  protocol('HPACK: Huffman code with the end of a string in it', /Invalid Huffman code/, fields('00 0178 84 ffffffff')),
  protocol('HPACK: Huffman code filled up with zeros', /Invalid Huffman code/, fields('00 0178 81 18')),
  protocol('HPACK: Huffman code filled up with a whole byte', /Invalid Huffman code/, fields('00 0178 82 1fff')),
];

holdTo([...LEGAL, ...BROKEN]);
