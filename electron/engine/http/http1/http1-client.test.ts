// The engine's own client beside undici's, over real connections: both hear the same, however an answer comes in pieces.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RequestTemplate } from '../request-template.ts';
import { cutAt, damagedAnswer, validAnswer } from './test-answers.ts';
import { openWire, type Heard, type Wire } from './test-wire.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CUTS = fc.array(fc.nat(), { maxLength: 12 });

let wire: Wire;

beforeAll(async () => {
  wire = await openWire();
});

afterAll(() => wire.close());

/** Without the text of the status, of which undici keeps only the last piece. */
function comparable({ message, answer, ...rest }: Heard): unknown {
  return { ...rest, message: message.replace(/^(The server answered \d+).*/, '$1'), answer: { ...answer, statusText: '' } };
}

test('a valid answer is heard alike in one piece, in pieces, and by undici', async () => {
  await fc.assert(
    fc.asyncProperty(validAnswer, CUTS, fc.constantFrom('GET', 'POST'), async (answer, cuts, method) => {
      const whole = await wire.exchange('http1', { method }, [answer]);
      expect(await wire.exchange('http1', { method }, cutAt(answer, cuts))).toEqual(whole);
      expect(comparable(whole)).toEqual(comparable(await wire.exchange('undici', { method }, [answer])));
    }),
    { numRuns: 200 },
  );
});

test('a damaged answer ends, alike however it was cut, and where undici says it is none', async () => {
  await fc.assert(
    fc.asyncProperty(damagedAnswer, CUTS, async (answer, cuts) => {
      const whole = await wire.exchange('http1', {}, [answer]);
      const inPieces = await wire.exchange('http1', {}, cutAt(answer, cuts));
      expect({ ...inPieces, bytesIn: 0 }).toEqual({ ...whole, bytesIn: 0 });
      const theirs = await wire.exchange('undici', {}, [answer]);
      if (!isReadOtherwise(answer)) expect([whole.outcome, whole.status]).toEqual([theirs.outcome, theirs.status]);
    }),
    { numRuns: 200 },
  );
});

/** What undici takes for HTTP or a length and we do not, or the other way round. */
function isReadOtherwise(answer: Buffer): boolean {
  const text = answer.toString('latin1');
  return /content-length: *\d*[^\d\r]/i.test(text) || !/^[\r\n]*HTTP\/1\.[01] (103|[2-9])/.test(text);
}

test.each([
  ['a body until the end, of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nbody', 'ok', ''],
  ['a body of no last coding "chunked"', `${OK}transfer-encoding: chunked, gzip\r\n\r\nbody`, 'ok', ''],
  ['a second transfer coding', `${OK}transfer-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 'ok', ''],
  ['empty lines before and after', `\r\n\r\n${OK}content-length: 2\r\n\r\nok\r\n`, 'ok', ''],
  ['a length with a space behind it', `${OK}content-length: 2 \r\n\r\nok`, 'ok', ''],
  ['no status text', 'HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n', 'ok', ''],
  ['two lengths', `${OK}content-length: 2\r\ncontent-length: 2\r\n\r\nok`, 'protocol', 'Duplicate Content-Length'],
  ['no length at all', `${OK}content-length:\r\n\r\n`, 'protocol', 'Empty Content-Length'],
  ['a length that is none', `${OK}content-length: 0x2\r\n\r\nok`, 'protocol', 'Invalid character in Content-Length'],
  ['an endless length', `${OK}content-length: 99999999999999999999\r\n\r\n`, 'protocol', 'Content-Length overflow'],
  [
    'a length in a trailer',
    `${OK}transfer-encoding: chunked\r\n\r\n0\r\ncontent-length: 1\r\n\r\n`,
    'protocol',
    "can't be present",
  ],
  ['a space before the first header', `${OK} x: y\r\n\r\n`, 'protocol', 'Unexpected space after start line'],
  ['a space before the colon', `${OK}x : y\r\n\r\n`, 'protocol', 'Invalid header token'],
  ['a folded header', `${OK}x: y\r\n z\r\n\r\n`, 'protocol', 'Unexpected whitespace after header value'],
  ['a line that ends without CR', `${OK}x: y\n\r\n`, 'protocol', 'Missing expected CR after header value'],
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
])('%s', async (_, answer, outcome, words) => {
  const bytes = Buffer.from(answer, 'latin1');
  const whole = await wire.exchange('http1', {}, [bytes]);
  expect(whole.outcome).toBe(outcome);
  expect(whole.message).toContain(words);
  const inBytes = await wire.exchange(
    'http1',
    {},
    [...bytes].map((byte) => Buffer.from([byte])),
  );
  expect([inBytes.outcome, inBytes.message]).toEqual([whole.outcome, whole.message]);
});

test.each(['content-length: 5\r\n', 'transfer-encoding: chunked\r\n', '', 'connection: keep-alive\r\n'])(
  'the answer to HEAD has no body, with or without "%s"',
  async (line) => {
    const answer = [Buffer.from(`${OK}${line}\r\n`)];
    const own = await wire.exchange('http1', { method: 'HEAD' }, answer);
    expect(own).toEqual(await wire.exchange('undici', { method: 'HEAD' }, answer));
    expect(own).toMatchObject({ outcome: 'ok', status: 200 });
  },
);

test('a request is sent byte for byte as undici sends it', async () => {
  const answer = [Buffer.from(`${OK}content-length: 0\r\n\r\n`)];
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
    const own = await wire.exchange('http1', request, answer);
    expect(own).toEqual(await wire.exchange('undici', request, answer));
    expect(own.bytesOut).toBe(Buffer.byteLength(own.request, 'latin1'));
  }
});
