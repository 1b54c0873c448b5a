// A finished request: which one of the run it was, and what its client knows of it.
import type { SentRequest } from '../../../shared/sample.ts';

/** Which request of the run it was; the units of both parts of a finished request are those of SampleColumns. */
export interface RequestPlace {
  readonly iteration: number;
  readonly vu: number;
  readonly step: number;
  readonly dueAt: number;
  /** Set if the request differs from that of its step, for example after a redirect. */
  readonly sentAs: SentRequest | null;
}

/** What its client knows of a finished request. */
export interface Exchange {
  readonly sentAt: number;
  readonly firstByteAt: number;
  readonly endedAt: number;
  readonly status: number;
  readonly reused: boolean;
  /** Whether the TLS handshake of this request resumed a session; null if it made none, or nobody recorded it. */
  readonly resumed: boolean | null;
  /** Index in PROTOCOLS. */
  readonly protocol: number;
  /** Empty if no server was reached. */
  readonly remoteAddress: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly blocked: number;
  readonly dns: number;
  readonly connecting: number;
  readonly tlsHandshaking: number;
  readonly sending: number;
}
