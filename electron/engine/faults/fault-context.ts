// What a fault is, and what is known of the request that met it.
import type { Outcome } from '../../../shared/outcome.ts';

export interface Fault {
  readonly outcome: Outcome;
  readonly code: string;
  readonly message: string;
}

/** How far a request had come when it failed; `heading`: its response had begun, but not all headers were there. */
export type RequestProgress = 'resolving' | 'connecting' | 'handshaking' | 'sending' | 'waiting' | 'heading' | 'receiving';

export interface FaultContext {
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
  /** Who the connection was opened to. */
  readonly peer: Peer;
  readonly progress: RequestProgress;
  /** The connection had carried a request before. */
  readonly wasUsed: boolean;
  /** Since the request was begun to be sent; NaN where it was not. */
  readonly sinceSentMs: number;
}

/** What a sentence says of the other end of a connection. */
export interface Peer {
  readonly kind: 'server' | 'proxy' | 'socket';
  readonly hostname: string;
  /** "127.0.0.1:8080", or the path of a socket. */
  readonly place: string;
}
