// A single request that failed, with what the server said: kept for a few of each kind, so that people can look.
import type { SampleError } from './sample.ts';
import type { Outcome } from './outcome.ts';

/** This number is kept of each kind of failure. */
export const EXAMPLES_PER_KIND = 5;
/** At most this number of bytes of a response's body is kept. */
export const EXAMPLE_BODY_BYTES = 4096;
/** At most this number of characters of its headers' names and values is kept. */
export const EXAMPLE_HEADER_CHARACTERS = 8192;

/** The kind: requests of one run with the same three failed alike. */
export interface FailureKind extends SampleError {
  readonly outcome: Outcome;
}

export interface FailureResponse {
  readonly status: number;
  readonly statusText: string;
  /** A value of null is a secret and was not kept. */
  readonly headers: readonly { readonly name: string; readonly value: string | null }[];
  /** Headers past the limit. */
  readonly headersLeftOut: number;
  /** The body's beginning as text; null where it was not kept. */
  readonly body: string | null;
  /** Bytes of the body that came while it was kept. */
  readonly bodyBytes: number;
}

/** Times in ms since the run's start; null where there was none. */
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
  /** null where the request ended before all of it was sent: how much of it left this computer is not known. */
  readonly bytesOut: number | null;
  /** The response; null where no complete head of one came. Stored histories know it by this name. */
  readonly answer: FailureResponse | null;
}

export function failureKey({ outcome, code, message }: FailureKind): string {
  return `${outcome}\n${code}\n${message}`;
}
