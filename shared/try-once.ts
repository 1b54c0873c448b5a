// The result of trying a plan once: every step with its request, its response and its verdict. Values of secrets and of headers
// that contain secrets are hidden.
import type { Part } from './plan/sent-steps.ts';

import type { JsonValue } from './plan/journey/value.ts';

/** The most bytes of a response body that are shown. */
export const MOST_TRIED_BODY = 1_048_576;

export interface TriedHeader {
  readonly name: string;
  readonly value: string;
}

export interface TriedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly TriedHeader[];
  readonly body: string;
  /** The head and body as they were written to the socket; null if they were not sent completely. */
  readonly bytes: number | null;
}

export interface TriedResponse {
  readonly status: number;
  /** The reason phrase from the server; often empty. */
  readonly statusText: string;
  readonly headers: readonly TriedHeader[];
  /** The decoded text; null if it is not text. */
  readonly body: string | null;
  /** An image as a data URL; null for anything else. */
  readonly image: string | null;
  /** The length as received, before decoding. */
  readonly bodyBytes: number;
  /** True if more was received than is shown. */
  readonly isCut: boolean;
}

/** In ms; null if there was none. */
export interface TriedTimes {
  readonly service: number;
  readonly firstByte: number | null;
  readonly dns: number | null;
  readonly connecting: number | null;
  readonly tlsHandshaking: number | null;
}

/** A request of a step, or of a redirect that it followed. */
export interface TriedExchange {
  readonly request: TriedRequest;
  readonly response: TriedResponse | null;
  readonly times: TriedTimes;
  /** The connection had carried a request before. */
  readonly isReused: boolean;
  /** Whether its TLS handshake resumed the session of an earlier connection; null if it made none. */
  readonly isResumed: boolean | null;
}

export interface TriedCheck {
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly reason: string | null;
}

export interface TriedValue {
  readonly name: string;
  readonly value: JsonValue;
}

/** A cookie that the user keeps; only part of its value is shown. */
export interface TriedCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
}

export interface TriedStep {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly reason: string | null;
  readonly exchanges: readonly TriedExchange[];
  readonly checks: readonly TriedCheck[];
  readonly values: readonly TriedValue[];
  /** All cookies that the user has after the step. */
  readonly cookies: readonly TriedCookie[];
  /** What was sent differently from the plan, in whole sentences. */
  readonly remarks?: readonly string[];
}

export interface TriedScenario {
  readonly name: string;
  /** The cells of the data rows that this user was given. */
  readonly data: readonly TriedValue[];
  /** The steps that a user sends once before its first iteration. */
  readonly perVu: readonly TriedStep[];
  readonly steps: readonly TriedStep[];
}

export interface TriedPlan {
  readonly name: string;
  readonly passed: boolean;
  /** True if it was cancelled; steps that were not reached say so. */
  readonly isCancelled: boolean;
  /** The steps before the run; if one failed, the scenarios were not begun. */
  readonly before: readonly TriedStep[];
  readonly scenarios: readonly TriedScenario[];
}

/** A step that has just ended, by its position in the plan. */
export interface TryProgress {
  readonly part: Part;
  /** Null for a step before the run. */
  readonly scenario: number | null;
  /** The index within its part of the scenario. */
  readonly step: number;
  readonly tried: TriedStep;
}
