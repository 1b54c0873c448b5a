// What the load needs of something that sends requests. It is declared here so that the load knows no sockets and a test can
// replace the network.
import type { FailureResponse } from '../../../shared/failure-example.ts';
import type { Fault, FaultContext, RequestProgress } from '../faults/fault-context.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import type { StepResponse } from './journey.ts';
import type { Exchange } from './finished-request.ts';

/** A request that ended, as its client reports it. */
export interface RequestExchange extends Exchange {
  /** The Retry-After header of a response that throttles; null if there is none. */
  readonly retryAfter: string | null;
}

/**
 * It has one connection and sends one request at a time. Times are in ms since the run's start, durations in ms; NaN means that
 * there was none. What it knows of a request is valid until the next one is sent.
 */
export interface RequestClient extends StepResponse, RequestExchange {
  readonly sentAt: number;
  readonly endedAt: number;
  readonly isConnected: boolean;
  readonly progress: RequestProgress;
  readonly faultContext: FaultContext;
  /** The response to the last request. */
  failureResponse(): FailureResponse | null;
  /** The Server-Timing of that response; its head must be complete. */
  serverTiming(): string | null;
  /** `traceparent` is filled in if the request has a place for it. */
  send(request: RequestTemplate, traceparent?: string): void;
  /** True if it can serve no further request. */
  readonly isSpent: boolean;
  /** Ends the request in flight, if any, with `fault`. The client cannot be used afterwards. */
  abort(fault: Fault | null): void;
}

/** The user of a client. */
export interface RequestClientListener {
  /** Its slot in the deadlines. */
  readonly slot: number;
  handleEnd(fault: Fault | null): void;
  /** The response that ended last was not valid after all: the bytes that followed it prove it. */
  handleSpoiled(fault: Fault): void;
  /** `client` takes over the request in flight and all later ones. */
  handleSuccessor(client: RequestClient): void;
}

/** Opens the clients of all users of one thread. */
export interface ClientSource {
  /** Requests with the same key can share a client. */
  keyOf(request: RequestTemplate): string;
  open(request: RequestTemplate, listener: RequestClientListener): RequestClient;
}
