// What a fault is, and what is known about the request that failed.
import type { Outcome } from '../../../shared/outcome.ts';

export interface Fault {
  readonly outcome: Outcome;
  readonly code: string;
  readonly message: string;
}

/**
 * How far a request had come when it failed. `queued` means that the connections it may use carried as many requests as their server
 * takes, `heading` that its response had begun but its headers were incomplete.
 */
export type RequestProgress =
  | 'resolving'
  | 'connecting'
  | 'handshaking'
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'heading'
  | 'receiving';

export interface FaultContext {
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
  /** The other end of the connection. */
  readonly peer: Peer;
  readonly progress: RequestProgress;
  /** True if the connection had carried a request before. */
  readonly wasUsed: boolean;
  /** True if the server has sent something on the connection before its response, so that it speaks the right protocol. */
  readonly hasSpoken?: boolean;
  /** Time since the first byte of the request was sent; NaN if nothing was sent. */
  readonly sinceSentMs: number;
}

/** What an error sentence says about the other end of a connection. */
export interface Peer {
  readonly kind: 'server' | 'proxy' | 'socket';
  readonly hostname: string;
  /** "127.0.0.1:8080", or the path of a socket. */
  readonly place: string;
}
