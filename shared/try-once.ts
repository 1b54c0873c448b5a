// What a plan that is tried once tells of itself: every step with its request, its response and what became of it. Values of
// secrets and of headers that hold secrets are hidden.

/** So many bytes of a response's body are shown. */
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
}

export interface TriedResponse {
  readonly status: number;
  readonly headers: readonly TriedHeader[];
  /** As text, decoded; null where it is none. */
  readonly body: string | null;
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
}

export interface TriedCheck {
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly reason: string | null;
}

export interface TriedStep {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly reason: string | null;
  readonly exchanges: readonly TriedExchange[];
  readonly checks: readonly TriedCheck[];
  readonly values: readonly { readonly name: string; readonly value: unknown }[];
}

export interface TriedPlan {
  readonly name: string;
  readonly passed: boolean;
  readonly scenarios: readonly { readonly name: string; readonly steps: readonly TriedStep[] }[];
}
