// What a plan that is tried once tells of itself: every step with its request, its response and what became of it. Values of
// secrets and of headers that hold secrets are hidden.
import type { Part } from './plan/sent-steps.ts';

import type { JsonValue } from './plan/journey/value.ts';

/** At most this number of bytes of a response's body is shown. */
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
  /** Head and body, as they were written to the socket; null where not all of it was sent. */
  readonly bytes: number | null;
}

export interface TriedResponse {
  readonly status: number;
  /** As the server wrote it behind the status; often empty. */
  readonly statusText: string;
  readonly headers: readonly TriedHeader[];
  /** As text, decoded; null where it is not one. */
  readonly body: string | null;
  /** An image as a data URL; null for all else. */
  readonly image: string | null;
  /** As it came, before it was decoded. */
  readonly bodyBytes: number;
  /** More came than is shown. */
  readonly isCut: boolean;
}

/** ms; null where there was none. */
export interface TriedTimes {
  readonly service: number;
  readonly firstByte: number | null;
  readonly dns: number | null;
  readonly connecting: number | null;
  readonly tlsHandshaking: number | null;
}

/** A request of a step, or of a redirect that it was led through. */
export interface TriedExchange {
  readonly request: TriedRequest;
  readonly response: TriedResponse | null;
  readonly times: TriedTimes;
  /** The connection had carried a request before. */
  readonly isReused: boolean;
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

/** A cookie that the user keeps; its value is shown in part. */
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
  /** All that the user keeps after it. */
  readonly cookies: readonly TriedCookie[];
  /** What was sent otherwise than the plan says, in whole sentences. */
  readonly remarks?: readonly string[];
}

export interface TriedScenario {
  readonly name: string;
  /** What the rows of the data files have that this user was given. */
  readonly data: readonly TriedValue[];
  /** Those that a user sends once before it begins. */
  readonly perVu: readonly TriedStep[];
  readonly steps: readonly TriedStep[];
}

export interface TriedPlan {
  readonly name: string;
  readonly passed: boolean;
  /** Somebody ended it before its end; the steps that were not reached say so. */
  readonly isCancelled: boolean;
  /** Those before the run; where one failed, the scenarios were not begun. */
  readonly before: readonly TriedStep[];
  readonly scenarios: readonly TriedScenario[];
}

/** A step that has just ended, by its places in the plan. */
export interface TryProgress {
  readonly part: Part;
  /** null before the run. */
  readonly scenario: number | null;
  /** Within its part of the scenario. */
  readonly step: number;
  readonly tried: TriedStep;
}
