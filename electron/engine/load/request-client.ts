// What the load needs of something that sends requests: declared here, so that the load knows no socket and a test may stand in
// for the network.
import type { FailureResponse } from '../../../shared/failure-example.ts';
import type { Fault, FaultContext, RequestProgress } from '../faults/fault-context.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import type { StepResponse } from './journey.ts';

/** One connection at a time, one request at a time. Times in ms since the run's start, durations in ms; NaN where there was none. */
export interface RequestClient extends StepResponse {
  readonly sentAt: number;
  readonly firstByteAt: number;
  readonly endedAt: number;
  /** What a server that throttles said of when to come back; null where it said nothing. */
  readonly retryAfter: string | null;
  readonly reused: boolean;
  /** Index in PROTOCOLS. */
  readonly protocol: number;
  readonly remoteAddress: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly blocked: number;
  readonly dns: number;
  readonly connecting: number;
  readonly tlsHandshaking: number;
  readonly sending: number;
  readonly isConnected: boolean;
  readonly progress: RequestProgress;
  readonly faultContext: FaultContext;
  /** The response to the last request. */
  failureResponse(): FailureResponse | null;
  /** What the server said of its own time in that response, whose head is complete. */
  serverTiming(): string | null;
  /** `traceparent`: of this request, for one that has a place for it. */
  send(request: RequestTemplate, traceparent?: string): void;
  /** It serves no request after the one that has ended. */
  readonly isSpent: boolean;
  /** Ends the request in flight, if any, with `fault`; the client is of no use afterwards. */
  abort(fault: Fault | null): void;
}

export interface RequestClientListener {
  handleEnd(fault: Fault | null): void;
  /** The response that ended last was not one: what followed it on the connection proves it. */
  handleSpoiled(fault: Fault): void;
  /** `client` goes on with the request in flight, and takes those that follow. */
  handleSuccessor(client: RequestClient): void;
}

/** Opens the clients of all users of one thread. */
export interface ClientSource {
  /** Requests with the same key can share a client. */
  keyOf(request: RequestTemplate): string;
  /** `slot`: that of the user, for its deadlines. */
  open(request: RequestTemplate, slot: number, listener: RequestClientListener): RequestClient;
}
