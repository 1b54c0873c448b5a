// The rows of the fault battery: a server that misbehaves, and the outcome and sentence that it must lead to.
import type { Outcome } from '../../../shared/outcome.ts';
import {
  always,
  drip,
  flood,
  onRequest,
  refuseBody,
  say,
  startFullTarget,
  startTlsTarget,
  stopReading,
  type Misdeed,
} from './test-adversary.ts';
import { EXPIRED, KEY, NOT_YET_VALID, SELF_SIGNED } from './test-certificates.ts';
import { closedPort, startSocketTarget, type TestTarget } from './test-target.ts';

export const OK = 'HTTP/1.1 200 OK\r\n';
const BIG_BODY = 'x'.repeat(24_000_000);

export interface FaultCase {
  readonly name: string;
  readonly kind: Outcome;
  readonly sentence: RegExp;
  readonly start: () => Promise<TestTarget>;
  /** The same server over TLS, with its outcome there; undefined if the case is about the connection itself. */
  readonly startTls?: () => Promise<TestTarget>;
  readonly tlsSentence?: RegExp;
  readonly body?: string;
  /** The deadline that ends the request if the server never does. */
  readonly deadline?: Deadline;
}

export type Deadline = 'connect' | 'firstByte' | 'idle' | 'total';

function plain(name: string, misdeed: Misdeed, kind: Outcome, sentence: RegExp, body?: string): FaultCase {
  const start = (): Promise<TestTarget> => startSocketTarget(misdeed);
  const startTls = (): Promise<TestTarget> => startTlsTarget({ key: KEY, cert: SELF_SIGNED }, misdeed);
  return { name, start, startTls, kind, sentence, ...(body === undefined ? {} : { body }) };
}

function special(name: string, start: () => Promise<TestTarget>, kind: Outcome, sentence: RegExp): FaultCase {
  return { name, start, kind, sentence };
}

/** The case of a server that would keep the request open for ever. */
function until(deadline: Deadline, faultCase: FaultCase): FaultCase {
  return { ...faultCase, deadline };
}

const nobody = (host: string) => async (): Promise<TestTarget> => {
  const port = await closedPort();
  return { port, url: `http://${host}:${port}/`, close: () => Promise.resolve() };
};
const tls = (cert: string, handle?: Misdeed) => () => startTlsTarget({ key: KEY, cert }, handle);
const asTls = (start: () => Promise<TestTarget>) => async (): Promise<TestTarget> => {
  const target = await start();
  return { ...target, url: target.url.replace('http:', 'https:') };
};
const asPlain = (start: () => Promise<TestTarget>) => async (): Promise<TestTarget> => {
  const target = await start();
  return { ...target, url: target.url.replace('https:', 'http:') };
};

export const FAULT_CASES: readonly FaultCase[] = [
  special('refused', nobody('127.0.0.1'), 'connect_refused', /No server is listening on 127\.0\.0\.1:\d+/),
  special(
    'refused on every address of a name',
    nobody('localhost'),
    'connect_refused',
    /No server is listening on localhost:\d+/,
  ),
  until(
    'connect',
    special(
      'SYN without a response',
      startFullTarget,
      'connect_timeout',
      /No response from .* to the connection attempt within 400ms/,
    ),
  ),
  special('unknown name', nobody('onrush-test.invalid'), 'dns', /onrush-test\.invalid has no address \(DNS\)/),
  plain('accept, then close', (socket) => socket.end(), 'closed', /closed the connection without a response/),
  plain('accept, then reset', (socket) => socket.resetAndDestroy(), 'reset', /reset the connection/),
  {
    ...plain('close after the request', say(''), 'closed', /closed the connection without a response.*use https:/),
    tlsSentence: /closed the connection without a response.*client certificate/,
  },
  plain('reset after the request', say('', 'reset'), 'reset', /reset the connection without a response/),
  plain('closed mid-headers', say(`${OK}content-le`), 'closed', /closed the connection in the middle of its headers/),
  plain('reset mid-headers', say(`${OK}content-le`, 'reset'), 'reset', /reset the connection in the middle of its headers/),
  plain(
    'closed mid-body',
    say(`${OK}content-length: 100\r\n\r\nshort`),
    'truncated',
    /closed the connection in the middle of the body/,
  ),
  plain(
    'reset mid-body',
    say(`${OK}content-length: 100\r\n\r\nshort`, 'reset'),
    'truncated',
    /reset .* in the middle of the body/,
  ),
  plain(
    'closed mid-body, after "connection: close"',
    say(`${OK}connection: close\r\ncontent-length: 100\r\n\r\nshort`),
    'truncated',
    /closed the connection in the middle of the body/,
  ),
  plain(
    'reset mid-body, after "connection: close"',
    say(`${OK}connection: close\r\ncontent-length: 100\r\n\r\nshort`, 'reset'),
    'truncated',
    /reset .* in the middle of the body/,
  ),
  plain('closed mid-chunk', say(`${OK}transfer-encoding: chunked\r\n\r\n64\r\nshort`), 'truncated', /in the middle of the body/),
  until(
    'idle',
    plain(
      'Content-Length too long',
      say(`${OK}content-length: 100\r\n\r\nshort`, 'stay'),
      'timeout',
      /stopped in the middle of its response for 400ms/,
    ),
  ),
  plain('malformed status', say('HTTP/1.1 abc Hm\r\n\r\n'), 'protocol', /Not a valid HTTP\/1\.1 response \(.*\)/),
  plain('malformed header', say(`${OK}no colon here\r\n\r\n`), 'protocol', /Not a valid HTTP\/1\.1 response/),
  plain(
    'malformed chunk',
    say(`${OK}transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n`),
    'protocol',
    /Not a valid HTTP\/1\.1 response/,
  ),
  plain('unknown version', say('HTTP/9.9 200 OK\r\n\r\n'), 'protocol', /Not a valid HTTP\/1\.1 response/),
  plain('not HTTP at all', say('220 mail.example ESMTP ready\r\n'), 'protocol', /Is it an HTTP server\?/),
  plain(
    'two lengths that differ',
    say(`${OK}content-length: 2\r\ncontent-length: 5\r\n\r\nok`, 'stay'),
    'protocol',
    /Not a valid|was not as long/,
  ),
  plain(
    'a length and chunks',
    say(`${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 'stay'),
    'protocol',
    /Not a valid|was not as long/,
  ),
  plain('headers over the limit', say(`${OK}x: ${'y'.repeat(70_000)}\r\n\r\n`), 'header_limit', /larger than the limit of 64 kB/),
  plain('endless headers, fast', flood(OK, `x-more: ${'y'.repeat(500)}\r\n`), 'header_limit', /larger than the limit/),
  until('firstByte', plain('header drip', drip(OK, 'x: y\r\n'), 'timeout', /headers were not complete within 500ms/)),
  until(
    'firstByte',
    plain('endless 103', drip('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), 'timeout', /sent no first byte within 500ms/),
  ),
  until('firstByte', plain('silence', say('', 'stay'), 'timeout', /sent no first byte within 500ms/)),
  until('total', plain('body drip', drip(`${OK}\r\n`, '.'), 'timeout', /not complete within 1s in total/)),
  until('total', plain('endless body', flood(`${OK}\r\n`, 'z'.repeat(65_536)), 'timeout', /not complete within 1s in total/)),
  until(
    'firstByte',
    plain('a lone 100', say('HTTP/1.1 100 Continue\r\n\r\n', 'stay'), 'timeout', /sent no first byte within 500ms/),
  ),
  plain(
    '101 unasked',
    say('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', 'stay'),
    'protocol',
    /switched protocols without being asked/,
  ),
  until('firstByte', plain('upload stalls', stopReading(), 'timeout', /stopped reading the request/, BIG_BODY)),
  plain('upload reset', stopReading('reset'), 'reset', /reset the connection/, BIG_BODY),
  plain('early 413', refuseBody(), 'http_4xx', /responded with 413 Payload Too Large/, 'x'.repeat(200_000)),
  special('self-signed', tls(SELF_SIGNED), 'tls', /The certificate of \S+ is self-signed/),
  special('expired', tls(EXPIRED), 'tls', /The certificate of \S+ (has expired|is self-signed)/),
  special('not yet valid', tls(NOT_YET_VALID), 'tls', /not valid yet|self-signed/),
  special(
    'plain HTTP on a TLS port',
    asTls(() => startSocketTarget(say(`${OK}\r\n`))),
    'tls',
    /does not speak TLS\. Did you mean http:\/\/\?/,
  ),
  until(
    'connect',
    special(
      'handshake stalls',
      asTls(() => startSocketTarget(() => undefined)),
      'tls',
      /did not finish the TLS handshake within 400ms/,
    ),
  ),
  special(
    'handshake reset',
    asTls(() => startSocketTarget(onRequest((socket) => socket.resetAndDestroy()))),
    'tls',
    /broke off the TLS handshake/,
  ),
  special(
    'handshake closed',
    asTls(() => startSocketTarget(onRequest((socket) => socket.end()))),
    'tls',
    /TLS handshake/,
  ),
  special('http:// to a TLS port', asPlain(tls(SELF_SIGNED)), 'closed', /use https:/),
  plain(
    'a body without a length, cut by a reset',
    say(`${OK}connection: close\r\n\r\nhalf`, 'reset'),
    'truncated',
    /middle of a body without a length/,
  ),
  plain('surplus bytes', always(`${OK}content-length: 2\r\n\r\nok and more`), 'protocol', /sent more after the end/),
  plain(
    'a second response nobody asked for',
    always(`${OK}content-length: 2\r\n\r\nok${OK}content-length: 2\r\n\r\nno`),
    'protocol',
    /sent more after the end/,
  ),
];
