// A failed request together with the server's response. A few are kept of each kind, so that people can examine them.
import type { SampleError } from './sample.ts';
import type { Outcome } from './outcome.ts';

/** How many examples of each kind of failure are kept. */
export const EXAMPLES_PER_KIND = 5;
/** The most bytes of a response body that are kept. */
export const EXAMPLE_BODY_BYTES = 4096;
/** The most characters of header names and values that are kept. */
export const EXAMPLE_HEADER_CHARACTERS = 8192;

/** Requests of one run with the same three values failed in the same way. */
export interface FailureKind extends SampleError {
  readonly outcome: Outcome;
}

export interface FailureResponse {
  readonly status: number;
  readonly statusText: string;
  /** A null value is a secret that was not kept. */
  readonly headers: readonly { readonly name: string; readonly value: string | null }[];
  /** How many headers exceeded the limit. */
  readonly headersLeftOut: number;
  /** The beginning of the body as text; null if it was not kept. */
  readonly body: string | null;
  /** How many bytes of the body arrived while it was kept. */
  readonly bodyBytes: number;
}

/** Times are in ms since the run's start; null if there was none. */
export interface FailureExample extends FailureKind {
  readonly iteration: number;
  readonly vu: number;
  /** Index in the plan's steps, counted through all scenarios. */
  readonly step: number;
  readonly reused: boolean;
  readonly dueAt: number;
  readonly sentAt: number;
  readonly firstByteAt: number | null;
  readonly endedAt: number;
  /** Bytes on the socket. */
  readonly bytesIn: number;
  /** Null if the request ended before it was sent completely: how much of it was sent is not known. */
  readonly bytesOut: number | null;
  /** The response; null if no complete head came. Stored histories use this name. */
  readonly answer: FailureResponse | null;
}

export function failureKey({ outcome, code, message }: FailureKind): string {
  return `${outcome}\n${code}\n${message}`;
}
