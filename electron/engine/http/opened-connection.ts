// An open connection on which nothing has been sent. Where servers choose the version, the client that opened it may have to hand it to
// the client for another one.
import type { Socket } from 'node:net';
import type { ConnectObserver } from './connector.ts';
import type { Reading } from './reading.ts';
import type { RequestTemplate } from './request-template.ts';
import type { OwnVersion, SessionHolder } from './tls-connections.ts';

/** The connection times that a request reports, and what is known about its connection. */
export interface ConnectTimes extends Omit<ConnectObserver, 'isResolving' | 'handleSocket'> {
  readonly sentAt: number;
  readonly sessions: SessionHolder;
}

export interface OpenedConnection {
  readonly socket: Socket;
  readonly reading: Reading;
  /** The request that it was opened for. */
  readonly template: RequestTemplate;
  readonly traceparent: string;
  readonly times: ConnectTimes;
}

/** Hands the connection to the client for the version that the server chose. */
export type HandOver = (version: OwnVersion, opened: OpenedConnection) => void;
