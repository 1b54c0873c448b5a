// How the bytes of a header's value are decoded, in HTTP/1.1 and in HTTP/2.
import { expect, test } from 'vitest';
import { headersFromFields } from '../http2/response-head.ts';
import { headersFromBytes } from './header-bytes.ts';

const UTF8 = Buffer.from('Zoë 木').toString('latin1');

test('a value in UTF-8 is read as UTF-8, and any other as Latin-1', () => {
  const head = `HTTP/1.1 200 OK\r\nx-name: ${UTF8}\r\nx-old: Zo\xeb\r\nset-cookie: a=${UTF8}\r\nset-cookie: b=1\r\n\r\n`;
  expect(headersFromBytes(Buffer.from(head, 'latin1'))).toEqual({
    'x-name': 'Zoë 木',
    'x-old': 'Zoë',
    'set-cookie': ['a=Zoë 木', 'b=1'],
  });
  expect(
    headersFromFields([
      ['x-name', UTF8],
      ['x-old', 'Zo\xeb'],
    ]),
  ).toEqual({ 'x-name': 'Zoë 木', 'x-old': 'Zoë' });
});
