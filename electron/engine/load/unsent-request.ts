// What a sample says of a request that was never sent: it had no connection, no times and no response.
import type { RequestExchange } from './request-client.ts';

/** `at` is when it would have been sent, in ms since the run's start. */
export function unsentAt(at: number): RequestExchange {
  return { ...UNSENT, sentAt: at, endedAt: at };
}

const UNSENT = {
  firstByteAt: Number.NaN,
  status: 0,
  reused: false,
  resumed: null,
  protocol: 0,
  remoteAddress: '',
  bytesIn: 0,
  bytesOut: 0,
  blocked: Number.NaN,
  dns: Number.NaN,
  connecting: Number.NaN,
  tlsHandshaking: Number.NaN,
  sending: Number.NaN,
  retryAfter: null,
};
