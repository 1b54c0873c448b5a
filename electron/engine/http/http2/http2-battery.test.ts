// What a server may do wrong over HTTP/2, frame by frame, and what is said of it; and what is legal though unusual. Plain and over TLS.
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTlsTarget } from '../../tests/test-adversary.ts';
import { KEY, SELF_SIGNED } from '../../tests/test-certificates.ts';
import { startSocketTarget, type TestTarget } from '../../tests/test-target.ts';
import { send, templateFor } from '../http1/test-wire.ts';
import * as wire from './frames.ts';
import { encodeHeaders } from './header-encoder.ts';
import type { HeaderField } from './header-table.ts';

const SETTINGS = wire.frame(wire.SETTINGS, 0, 0, Buffer.alloc(0));
const ends = wire.END_STREAM;
const whole = wire.END_HEADERS;

const block = (...fields: HeaderField[]): Buffer => encodeHeaders(fields);
const OK = block([':status', '200']);
const okOf = (length: number): Buffer => block([':status', '200'], ['content-length', String(length)]);
const headers = (content: Buffer, flags = whole, stream = 1): Buffer => wire.frame(wire.HEADERS, flags, stream, content);
const data = (text: string, flags = ends, stream = 1): Buffer => wire.frame(wire.DATA, flags, stream, Buffer.from(text));
const more = (content: Buffer, flags = whole, stream = 1): Buffer => wire.frame(wire.CONTINUATION, flags, stream, content);
const raw = (type: number, length: number, stream = 0, flags = 0): Buffer =>
  wire.frame(type, flags, stream, Buffer.alloc(length));
const setting = (name: number, value: number): Buffer => {
  const payload = Buffer.alloc(6);
  payload.writeUInt16BE(name);
  payload.writeUInt32BE(value, 2);
  return wire.frame(wire.SETTINGS, 0, 0, payload);
};
const goaway = (last: number, code: number): Buffer => {
  const payload = Buffer.alloc(8);
  payload.writeUInt32BE(last);
  payload.writeUInt32BE(code, 4);
  return wire.frame(wire.GOAWAY, 0, 0, payload);
};
const reset = (code: number, stream = 1): Buffer => wire.numberFrame(wire.RST_STREAM, stream, code);
const grow = (value: number, stream = 0): Buffer => wire.numberFrame(wire.WINDOW_UPDATE, stream, value);
const tooLong = (type: number): Buffer => Buffer.concat([raw(type, 0, 1).fill(0x01, 0, 1)]);
const padded = (type: number, flags: number, pad: number, content: Buffer, stuffing: number): Buffer =>
  wire.frame(type, flags | wire.PADDED, 1, Buffer.concat([Buffer.from([pad]), content, Buffer.alloc(stuffing)]));
const many = (count: number, one: Buffer): Buffer => Buffer.concat(Array.from({ length: count }, () => one));
const WELL = [headers(okOf(2)), data('ok')];

/** Outcome, what is said, and the frames; the server's settings go before them unless the name begins with "at first". */
type Case = readonly [name: string, outcome: string, words: RegExp, ...frames: Buffer[]];

const CASES: readonly Case[] = [
  // Legal, though not everybody expects it.
  ['a response', 'ok', /^$/, ...WELL],
  ['a response without a body', 'ok', /^$/, headers(OK, whole | ends)],
  ['headers in many frames', 'ok', /^$/, headers(OK.subarray(0, 0), 0), more(OK, 0), more(Buffer.alloc(0)), data('ok')],
  ['a body in many frames, some empty', 'ok', /^$/, headers(okOf(2)), data('o', 0), data('', 0), data('k', 0), data('')],
  ['padding', 'ok', /^$/, padded(wire.HEADERS, whole, 3, okOf(2), 3), padded(wire.DATA, ends, 200, Buffer.from('ok'), 200)],
  ['headers with a priority', 'ok', /^$/, headers(Buffer.concat([Buffer.alloc(5), OK]), whole | wire.WITH_PRIORITY), data('ok')],
  ['103 before the response', 'ok', /^$/, headers(block([':status', '103'], ['link', '</a>'])), ...WELL],
  ['trailers', 'ok', /^$/, headers(OK), data('ok', 0), headers(block(['grpc-status', '0']), whole | ends)],
  ['a kind of frame that nobody knows', 'ok', /^$/, raw(0xbe, 30), raw(0xbf, 0, 7), ...WELL],
  [
    'PING, SETTINGS, PRIORITY and windows in between',
    'ok',
    /^$/,
    raw(wire.PING, 8),
    headers(okOf(2)),
    SETTINGS,
    raw(wire.PRIORITY, 5, 1),
    grow(9),
    grow(9, 1),
    data('ok'),
  ],
  [
    'an acknowledgement that nobody asked for',
    'ok',
    /^$/,
    raw(wire.SETTINGS, 0, 0, wire.ACK),
    raw(wire.PING, 8, 0, wire.ACK),
    ...WELL,
  ],
  ['GOAWAY that lets the request end', 'ok', /^$/, headers(okOf(2)), goaway(1, 0), data('ok')],
  ['GOAWAY behind the response', 'ok', /^$/, ...WELL, goaway(1, 0)],
  ['the bit before a stream is set', 'ok', /^$/, Buffer.concat([headers(OK, whole | ends).fill(0x80, 5, 6)])],
  ['a setting that nobody knows', 'ok', /^$/, setting(0x99, 1), ...WELL],
  ['a status that is a failure', 'http_5xx', /responded with 503/, headers(block([':status', '503'])), data('no')],
  ['reset with NO_ERROR behind the response', 'ok', /^$/, ...WELL, reset(0)],
  ['304 that speaks of a length', 'ok', /^$/, headers(block([':status', '304'], ['content-length', '9']), whole | ends)],
  // Frames of a wrong length, or on a wrong stream.
  ...(
    [
      ['PING of 7 bytes', raw(wire.PING, 7)],
      ['PING of 9 bytes', raw(wire.PING, 9)],
      ['empty PING', raw(wire.PING, 0)],
      ['PING on a stream', raw(wire.PING, 8, 1)],
      ['SETTINGS of 5 bytes', raw(wire.SETTINGS, 5)],
      ['SETTINGS on a stream', raw(wire.SETTINGS, 6, 1)],
      ['SETTINGS that acknowledge with content', raw(wire.SETTINGS, 6, 0, wire.ACK)],
      ['PRIORITY of 4 bytes', raw(wire.PRIORITY, 4, 1)],
      ['PRIORITY without a stream', raw(wire.PRIORITY, 5)],
      ['RST_STREAM of 3 bytes', raw(wire.RST_STREAM, 3, 1)],
      ['RST_STREAM of 5 bytes', raw(wire.RST_STREAM, 5, 1)],
      ['RST_STREAM without a stream', raw(wire.RST_STREAM, 4)],
      ['RST_STREAM on a stream that is not open', reset(0, 5)],
      ['WINDOW_UPDATE of 3 bytes', raw(wire.WINDOW_UPDATE, 3)],
      ['WINDOW_UPDATE of 5 bytes', raw(wire.WINDOW_UPDATE, 5, 1)],
      ['WINDOW_UPDATE by nothing', raw(wire.WINDOW_UPDATE, 4)],
      ['WINDOW_UPDATE by nothing, on the stream', raw(wire.WINDOW_UPDATE, 4, 1)],
      ['WINDOW_UPDATE of a stream that is not open', grow(1, 9)],
      ['WINDOW_UPDATE that overflows', grow(wire.MOST_WINDOW)],
      ['WINDOW_UPDATE that overflows, on the stream', grow(wire.MOST_WINDOW, 1)],
      ['GOAWAY of 7 bytes', raw(wire.GOAWAY, 7)],
      ['GOAWAY on a stream', raw(wire.GOAWAY, 8, 1)],
      ['PUSH_PROMISE', raw(wire.PUSH_PROMISE, 8, 1)],
      ['empty PUSH_PROMISE', raw(wire.PUSH_PROMISE, 0, 1)],
      ['CONTINUATION of nothing', more(OK)],
      ['HEADERS without a stream', headers(OK, whole, 0)],
      ['HEADERS on an even stream', headers(OK, whole, 2)],
      ['HEADERS on a stream that is not open', headers(OK, whole, 3)],
      ['DATA without a stream', data('x', 0, 0)],
      ['DATA on a stream that is not open', data('x', 0, 3)],
      ['DATA before the headers', data('x')],
      ['a frame of 16,385 bytes', tooLong(wire.DATA).fill(0x40, 1, 2)],
      ['a setting of the frame size that is too small', setting(wire.MAX_FRAME_SIZE, 16_383)],
      ['a setting of the frame size that is too large', setting(wire.MAX_FRAME_SIZE, 2 ** 24)],
      ['a setting of the window that is too large', setting(wire.INITIAL_WINDOW_SIZE, 2 ** 31)],
      ['a setting that asks for pushed responses', setting(wire.ENABLE_PUSH, 1)],
      ['another frame between headers and their continuation', Buffer.concat([headers(OK, 0), raw(wire.PING, 8)])],
      ['other headers between headers and their continuation', Buffer.concat([headers(OK, 0), headers(OK)])],
      ['a continuation of another stream', Buffer.concat([headers(OK, 0), more(OK, whole, 3)])],
      ['padding longer than DATA', padded(wire.DATA, 0, 200, Buffer.from('x'), 0)],
      ['padding longer than HEADERS', padded(wire.HEADERS, whole, 200, OK, 0)],
      ['HEADERS too short for their priority', headers(Buffer.alloc(4), whole | wire.WITH_PRIORITY)],
      ['broken HPACK', headers(Buffer.from([0xff, 0xff]))],
      // Headers that may not stand where they stand.
      ['no status', headers(block(['x', 'y']))],
      ['no headers at all', headers(Buffer.alloc(0))],
      ['a status of letters', headers(block([':status', 'abc']))],
      ['a status of four digits', headers(block([':status', '2000']))],
      ['two statuses', headers(block([':status', '200'], [':status', '200']))],
      ['a status behind another header', headers(block(['x', 'y'], [':status', '200']))],
      ['a field of requests', headers(block([':status', '200'], [':path', '/']))],
      ['a name with a capital', headers(block([':status', '200'], ['X-Name', 'y']))],
      ['a name with a blank', headers(block([':status', '200'], ['x y', 'z']))],
      ['an empty name', headers(block([':status', '200'], ['', 'z']))],
      ['a value with a line break', headers(block([':status', '200'], ['x', 'a\r\nb']))],
      ['"connection"', headers(block([':status', '200'], ['connection', 'close']))],
      ['"transfer-encoding"', headers(block([':status', '200'], ['transfer-encoding', 'chunked']))],
      ['two lengths that differ', headers(block([':status', '200'], ['content-length', '1'], ['content-length', '2']))],
      ['a length of letters', headers(block([':status', '200'], ['content-length', 'two']))],
      ['1xx that ends the stream', headers(block([':status', '103']), whole | ends)],
      ['headers in the middle of a body', Buffer.concat([headers(OK), data('x', 0), headers(block(['a', 'b']))])],
      ['trailers with a status', Buffer.concat([headers(OK), data('x', 0), headers(OK, whole | ends)])],
    ] as const
  ).map(([name, bytes]): Case => [name, 'protocol', /^Not a valid HTTP\/2 response \(.+\)\.$/, bytes]),
  ['a body longer than it said', 'protocol', /not as long as its Content-Length said/, headers(okOf(2)), data('more')],
  ['a body shorter than it said', 'protocol', /not as long as its Content-Length said/, headers(okOf(9)), data('less')],
  ['no body, though it said so', 'protocol', /not as long as its Content-Length said/, headers(okOf(9), whole | ends)],
  ['101', 'protocol', /switched protocols/, headers(block([':status', '101']))],
  ['a body with 204', 'protocol', /never has one/, headers(block([':status', '204'])), data('x')],
  ['more of a body behind its end', 'protocol', /More of a response after its end/, ...WELL, data('more')],
  ['headers behind the end', 'protocol', /More of a response after its end/, ...WELL, headers(OK)],
  // A server that gives up.
  ['a reset', 'h2', /broke off its response by HTTP\/2 \(INTERNAL_ERROR\)/, reset(2)],
  ['a reset in the body', 'h2', /broke off .* \(CANCEL\)/, headers(okOf(2)), data('o', 0), reset(8)],
  ['a reset with NO_ERROR in a body without a length', 'h2', /broke off .* \(NO_ERROR\)/, headers(OK), data('o', 0), reset(0)],
  ['a reset with NO_ERROR in a body of known length', 'protocol', /not as long/, headers(okOf(2)), data('o', 0), reset(0)],
  ['a reset with a code of its own', 'h2', /\(code 99\)/, reset(99)],
  ['a refusal', 'h2', /refused the request before it began to work on it \(REFUSED_STREAM\)/, reset(7)],
  ['HTTP/1.1 is wanted', 'h2', /wants this request over HTTP\/1\.1/, reset(13)],
  ['GOAWAY with an error', 'h2', /ended the HTTP\/2 connection \(ENHANCE_YOUR_CALM\)/, goaway(0, 11)],
  ['GOAWAY without an error, before the request', 'h2', /ended the HTTP\/2 connection \(NO_ERROR\)/, goaway(0, 0)],
  ['closed without a response', 'closed', /closed the connection without a response/],
  ['closed in the middle of headers', 'closed', /in the middle of its headers/, headers(okOf(2)).subarray(0, 12)],
  ['closed in the body', 'truncated', /in the middle of the body/, headers(okOf(2)), data('o', 0)],
  ['closed in the middle of a frame', 'truncated', /in the middle of the body/, headers(okOf(2)), data('ok').subarray(0, 10)],
  // Known attacks.
  [
    'headers over the limit',
    'header_limit',
    /larger than the limit/,
    headers(block([':status', '200'], ['x', 'y'.repeat(16_000)]), 0),
    many(5, more(Buffer.alloc(16_000, 1), 0)),
  ],
  ['endless empty continuations', 'header_limit', /larger than the limit/, headers(OK, 0), many(200, more(Buffer.alloc(0), 0))],
  [
    'a bomb of headers',
    'header_limit',
    /larger than the limit/,
    headers(
      Buffer.concat([
        OK,
        Buffer.from('40016', 'hex'),
        Buffer.from([0x61, 0x7f, 0xbd, 0x1d]),
        Buffer.alloc(3900, 0x61),
        Buffer.alloc(100, 0xbe),
      ]),
    ),
  ],
  ['a flood of settings', 'protocol', /frames that carry nothing/, many(10_001, SETTINGS)],
  ['a flood of PING', 'protocol', /frames that carry nothing/, many(10_001, raw(wire.PING, 8, 0, wire.ACK))],
  ['a flood of empty DATA', 'protocol', /frames that carry nothing/, headers(OK), many(10_001, data('', 0))],
  ['at first: not HTTP/2', 'protocol', /Does this port speak HTTP\/2\?/, Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['at first: no settings', 'protocol', /Does this port speak HTTP\/2\?/, ...WELL],
  [
    'at first: only an acknowledgement',
    'protocol',
    /Does this port speak HTTP\/2\?/,
    raw(wire.SETTINGS, 0, 0, wire.ACK),
    ...WELL,
  ],
];

let bytes = Buffer.alloc(0);
let targets: readonly TestTarget[] = [];

beforeAll(async () => {
  const serve = (socket: Socket): void => {
    socket.setNoDelay(true);
    socket.once('data', () => socket.end(bytes));
  };
  targets = [await startSocketTarget(serve), await startTlsTarget({ key: KEY, cert: SELF_SIGNED, ALPNProtocols: ['h2'] }, serve)];
});

afterAll(async () => {
  await Promise.all(targets.map((target) => target.close()));
});

describe.each([
  [0, 'plain'],
  [1, 'over TLS'],
])('%#: %s', (place) => {
  test.each(CASES.map(([name, outcome, words, ...frames]) => ({ name, outcome, words, frames })))(
    '$name: $outcome',
    async ({ name, outcome, words, frames }) => {
      bytes = Buffer.concat([...(name.startsWith('at first') ? [] : [SETTINGS]), ...frames]);
      const heard = await send('http2', templateFor(targets[place]?.url ?? ''));
      expect([heard.outcome, words.test(heard.message) ? 'as expected' : heard.message]).toEqual([outcome, 'as expected']);
    },
  );
});
