// The engine's own client compared with undici's, over real connections: both receive the same, whatever the pieces of a
// response.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_BODY_BYTES } from '../../../../shared/failure-example.ts';
import type { RequestTemplate } from '../request-template.ts';
import { cutAt, damagedResponse, validResponse } from './test-responses.ts';
import { openWire, type Heard, type Wire } from './test-wire.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CUTS = fc.array(fc.nat(), { maxLength: 12 });

let wire: Wire;

beforeAll(async () => {
  wire = await openWire();
});

afterAll(() => wire.close());

/** Without the text of the status, of which undici keeps only the last piece. */
function comparable({ message, response, ...rest }: Heard): unknown {
  return {
    ...rest,
    message: message.replace(/^(The server responded with \d+).*/, '$1'),
    response: { ...response, statusText: '' },
  };
}

test('a valid response is read alike in one piece, in pieces, and by undici', async () => {
  await fc.assert(
    fc.asyncProperty(validResponse, CUTS, fc.constantFrom('GET', 'POST'), async (response, cuts, method) => {
      const whole = await wire.exchange('http1', { method }, [response]);
      expect(await wire.exchange('http1', { method }, cutAt(response, cuts))).toEqual(whole);
      expect(await wire.exchange('tls', { method }, cutAt(response, cuts))).toEqual(whole);
      expect(comparable(whole)).toEqual(comparable(await wire.exchange('undici', { method }, [response])));
    }),
    { numRuns: 200 },
  );
});

test('a damaged response ends alike for any cuts, and is read whenever undici reads it', async () => {
  await fc.assert(
    fc.asyncProperty(damagedResponse, CUTS, async (response, cuts) => {
      const whole = await wire.exchange('http1', {}, [response]);
      const inPieces = await wire.exchange('http1', {}, cutAt(response, cuts));
      // What follows a response that closes its connection is read if it arrived together with it.
      const isBehind =
        /sent more after|never has one/.test(whole.message) && /connection: close/i.test(response.toString('latin1'));
      if (!isBehind) expect({ ...inPieces, bytesIn: 0 }).toEqual({ ...whole, bytesIn: 0 });
      expect(await wire.exchange('tls', {}, [response])).toEqual(whole);
      const theirs = await wire.exchange('undici', {}, [response]);
      const isTaken = theirs.status > 0 && theirs.outcome !== 'protocol';
      if (isTaken && !isReadOtherwise(response)) expect([whole.outcome, whole.status]).toEqual([theirs.outcome, theirs.status]);
    }),
    { numRuns: 200 },
  );
});

/** What undici accepts as HTTP or as a length, and the engine does not. */
function isReadOtherwise(response: Buffer): boolean {
  const text = response.toString('latin1');
  return /content-length: *\d*[^\d\r]/i.test(text) || !/^[\r\n]*HTTP\/1\.[01] (103|[2-9])/.test(text);
}

const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;

test.each([
  ['a body until the end, of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nbody', 'ok', ''],
  ['a body of no last coding "chunked"', `${OK}transfer-encoding: chunked, gzip\r\n\r\nbody`, 'ok', ''],
  ['a second transfer coding', `${OK}transfer-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 'ok', ''],
  ['empty lines before and after', `\r\n\r\n${OK}content-length: 2\r\n\r\nok\r\n`, 'ok', ''],
  ['a length with a space behind it', `${OK}content-length: 2 \r\n\r\nok`, 'ok', ''],
  ['no status text', 'HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n', 'ok', ''],
  ['the same length twice', `${OK}content-length: 2\r\ncontent-length: 2\r\n\r\nok`, 'ok', ''],
  ['the same length twice in one line', `${OK}content-length: 2, 2\r\n\r\nok`, 'ok', ''],
  ['two lengths that differ', `${OK}content-length: 2, 3\r\n\r\nok`, 'protocol', 'Two different values of Content-Length'],
  ['a length in the next line', `${OK}content-length:\r\n 2\r\n\r\nok`, 'ok', ''],
  ['a 100 nobody asked for', `HTTP/1.1 100 Continue\r\nserver: t\r\n\r\n${OK}content-length: 2\r\n\r\nok`, 'ok', ''],
  [
    'several interim responses',
    `HTTP/1.1 100\r\n\r\nHTTP/1.1 103 Early\r\nx: y\r\n\r\nHTTP/1.1 199 X\r\n\r\n${OK}content-length: 2\r\n\r\nok`,
    'ok',
    '',
  ],
  ['another protocol, though nobody asked', 'HTTP/1.1 101 Switching\r\n\r\n', 'protocol', 'switched protocols'],
  ['a minor version of the future', 'HTTP/1.7 200 OK\r\ncontent-length: 2\r\n\r\nok', 'ok', ''],
  ['a version in small letters', 'http/1.1 200 ok\r\ncontent-length: 2\r\n\r\nok', 'ok', ''],
  ['an interim response in small letters', `http/1.1 100 continue\r\n\r\n${OK}content-length: 2\r\n\r\nok`, 'ok', ''],
  ['a status line with more blanks', 'HTTP/1.1 \t 200 \t OK \r\ncontent-length: 2\r\n\r\nok', 'ok', ''],
  ['no coding at all', `${OK}transfer-encoding: identity\r\ncontent-length: 2\r\n\r\nok`, 'ok', ''],
  ['a list of codings with empty elements', `${OK}transfer-encoding: , gzip,, chunked ,\r\n\r\n0\r\n\r\n`, 'ok', ''],
  [
    'a coding in HTTP/1.0',
    'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    'ok',
    '',
  ],
  ['blanks around extensions', `${CHUNKED}2 ;\ta = "b; c" ; d\r\nok\r\n0 \t\r\n\r\n`, 'ok', ''],
  ['an extension without a name, and a long one', `${CHUNKED}2;;=${'x'.repeat(9000)}\r\nok\r\n0;\r\n\r\n`, 'ok', ''],
  ['sizes in upper case with zeros before them', `${CHUNKED}${'0'.repeat(40)}A\r\n0123456789\r\n000\r\n\r\n`, 'ok', ''],
  ['chunks whose lines end without CR', `${CHUNKED}2\nok\n0\nx: y\n\n`, 'ok', ''],
  ['a size before which a blank stands', `${CHUNKED} 2\r\nok\r\n`, 'protocol', 'Invalid character in chunk size'],
  ['a size of two words', `${CHUNKED}2 2\r\nok\r\n`, 'protocol', 'Invalid character in chunk size'],
  ['an endless size', `${CHUNKED}ffffffffffffff\r\n`, 'protocol', 'Chunk size overflow'],
  ['a folded trailer', `${CHUNKED}0\r\nx-sum: a\r\n b\r\n\r\n`, 'ok', ''],
  ['no length at all', `${OK}content-length:\r\n\r\n`, 'protocol', 'Empty Content-Length'],
  ['a length that is not one', `${OK}content-length: 0x2\r\n\r\nok`, 'protocol', 'Invalid character in Content-Length'],
  ['an endless length', `${OK}content-length: 99999999999999999999\r\n\r\n`, 'protocol', 'Content-Length overflow'],
  ['a length in a trailer, which means nothing', `${CHUNKED}0\r\ncontent-length: 1\r\nconnection: close\r\n\r\n`, 'ok', ''],
  ['a space before the first header', `${OK} x: y\r\n\r\n`, 'protocol', 'Unexpected space after start line'],
  ['a space before the colon', `${OK}x : y\r\n\r\n`, 'protocol', 'Invalid header token'],
  ['a folded header', `${OK}x: y\r\n\tz\r\n \t\r\ncontent-length: 0\r\n\r\n`, 'ok', ''],
  ['a value that begins in the second line', `${OK}x:\r\n z\r\ncontent-length: 0\r\n\r\n`, 'ok', ''],
  ['lines that end without CR', 'HTTP/1.1 200 OK\ncontent-length: 2\nx:\n\nok', 'ok', ''],
  ['no phrase and no CR', 'HTTP/1.1 200\ncontent-length: 2\r\n\nok', 'ok', ''],
  ['a CR that ends no line', `${OK}x: y\rz\r\n\r\n`, 'protocol', 'Missing expected LF after header value'],
  ['bytes beyond ASCII in a value', `${OK}x: \u00e9\u00ff\r\ncontent-length: 0\r\n\r\n`, 'ok', ''],
  ['an empty value', `${OK}x:\r\ncontent-length: 0\r\n\r\n`, 'ok', ''],
  [
    'a 204 that speaks of a body and sends it',
    'HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello',
    'protocol',
    'a response that never has one',
  ],
  ['a 304 that speaks of a body it does not send', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n', 'ok', ''],
  [
    'a 408 behind the response',
    `${OK}content-length: 2\r\n\r\nokHTTP/1.0 408 Request Time-out\r\nconnection: close\r\n\r\n`,
    'ok',
    '',
  ],
  ['surplus bytes', `${OK}content-length: 2\r\n\r\nokmore`, 'protocol', 'sent more after the end'],
  ['a control character', `${OK}x: \u0001\r\n\r\n`, 'protocol', 'Invalid header value char'],
  ['a chunk of no size', `${OK}transfer-encoding: chunked\r\n\r\n\r\n`, 'protocol', 'Invalid character in chunk size'],
  [
    'a chunk that is longer than it says',
    `${OK}transfer-encoding: chunked\r\n\r\n2\r\nhello`,
    'protocol',
    'Expected LF after chunk data',
  ],
  ['a status below 100', 'HTTP/1.1 099 Low\r\n\r\n', 'protocol', 'Invalid status code'],
  ['another protocol of that form', 'RTSP/1.0 200 OK\r\n\r\n', 'protocol', 'Expected HTTP/'],
  ['no end of the last chunk', `${OK}connection: close\r\ntransfer-encoding: chunked\r\n\r\n0\r\n`, 'truncated', 'closed'],
])('%s', async (_, response, outcome, words) => {
  const bytes = Buffer.from(response, 'latin1');
  const whole = await wire.exchange('http1', {}, [bytes]);
  expect(await wire.exchange('tls', {}, [bytes])).toEqual(whole);
  expect(whole.outcome).toBe(outcome);
  expect(whole.message).toContain(words);
  const inBytes = await wire.exchange(
    'http1',
    {},
    [...bytes].map((byte) => Buffer.from([byte])),
  );
  expect([inBytes.outcome, inBytes.message]).toEqual([whole.outcome, whole.message]);
});

test.each([
  [
    'surplus bytes on a connection that closes',
    `${OK}connection: close\r\ncontent-length: 2\r\n\r\nokmore`,
    'protocol',
    'sent more after the end',
  ],
  ['a second response', `${OK}content-length: 2\r\n\r\nok${OK}\r\n`, 'protocol', 'sent more after the end'],
])('%s', async (_, response, outcome, words) => {
  const heard = await wire.exchange('http1', {}, [Buffer.from(response, 'latin1')]);
  expect([heard.outcome, heard.message]).toEqual([outcome, expect.stringContaining(words)]);
});

test.each([
  ['RTSP/1.0 200 OK\r\n\r\n', true],
  [`${OK}x : y\r\n\r\n`, false],
  [`${CHUNKED}2 2\r\nok\r\n`, false],
])('%j is judged to come from an HTTP server: %s', async (response, isAsked) => {
  const { message } = await wire.exchange('http1', {}, [Buffer.from(response)]);
  expect(message.includes('Is it an HTTP server?')).toBe(isAsked);
});

test.each(['content-length: 5\r\n', 'transfer-encoding: chunked\r\n', '', 'connection: keep-alive\r\n'])(
  'the response to HEAD has no body, with or without "%s"',
  async (line) => {
    const response = [Buffer.from(`${OK}${line}\r\n`)];
    const own = await wire.exchange('http1', { method: 'HEAD' }, response);
    expect(own).toEqual(await wire.exchange('undici', { method: 'HEAD' }, response));
    expect(own).toMatchObject({ outcome: 'ok', status: 200 });
  },
);

test.each(['http1', 'undici'] as const)('%s keeps as much of a body as the request asks for', async (kind) => {
  const long = 'x'.repeat(200_000);
  const pieces = cutAt(Buffer.from(`${OK}content-length: ${long.length}\r\n\r\n${long}`), [70, 5000, 70_000, 150_000]);
  const whole = await wire.exchange(kind, { keepsBody: 1_000_000 }, pieces);
  expect(whole.body).toBe(long);
  expect(whole.response?.body).toHaveLength(EXAMPLE_BODY_BYTES);
  expect((await wire.exchange(kind, { keepsBody: 150_000 }, pieces)).body).toHaveLength(150_000);
  expect((await wire.exchange(kind, {}, pieces)).body).toHaveLength(EXAMPLE_BODY_BYTES);
});

test('a request is sent byte for byte as undici sends it', async () => {
  const response = [Buffer.from(`${OK}content-length: 0\r\n\r\n`)];
  const requests: Partial<RequestTemplate>[] = [
    { method: 'GET', path: '/a?b=c%20d' },
    { method: 'HEAD' },
    { method: 'POST' },
    { method: 'PUT', body: Buffer.from('héllo') },
    { method: 'DELETE' },
    { method: 'PURGE', headers: [] },
    {
      method: 'PATCH',
      headers: ['Host', 'shop.test', 'X-Tést'.replace('é', 'e'), 'ä', 'content-type', 'text/plain'],
      body: Buffer.from('x'),
    },
  ];
  for (const request of requests) {
    const own = await wire.exchange('http1', request, response);
    expect(await wire.exchange('tls', request, response)).toEqual(own);
    expect(own).toEqual(await wire.exchange('undici', request, response));
    expect(own.bytesOut).toBe(Buffer.byteLength(own.request, 'latin1'));
  }
});
