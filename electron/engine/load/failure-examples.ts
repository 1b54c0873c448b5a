// Chooses the failed requests of one worker that are kept as examples: the first few of each kind, and none of the warm-up.
import {
  EXAMPLES_PER_KIND,
  failureKey,
  type FailureResponse,
  type FailureExample,
  type FailureKind,
} from '../../../shared/failure-example.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { Exchange, RequestPlace } from './finished-request.ts';

/** Further kinds get no examples, so that the memory of a run stays bounded. */
const MOST_KINDS = 100;

export class ExampleQuota {
  readonly #counts = new Map<string, number>();

  /** Returns false if the kind already has enough examples. */
  take(kind: FailureKind): boolean {
    const key = failureKey(kind);
    const count = this.#counts.get(key) ?? 0;
    if (count === EXAMPLES_PER_KIND || (count === 0 && this.#counts.size === MOST_KINDS)) return false;
    this.#counts.set(key, count + 1);
    return true;
  }
}

export class FailureExamples {
  readonly #warmupMs: number;
  readonly #quota = new ExampleQuota();
  readonly #bodies = new Map<number, number>();
  /** How many responses broke off after a good beginning. Their bodies are kept once the first one was seen. */
  #broken = 0;
  #waiting: FailureExample[] = [];

  constructor(warmupMs: number) {
    this.#warmupMs = warmupMs;
  }

  /** Whether to keep the beginning of the body of a response with this status, in case the request fails. */
  wantsBody(status: number): boolean {
    if (status < 400) return this.#broken > 0 && this.#broken <= EXAMPLES_PER_KIND;
    return (this.#bodies.get(status) ?? 0) < EXAMPLES_PER_KIND;
  }

  add(place: RequestPlace, request: Exchange, fault: Fault, response: () => FailureResponse | null): void {
    if (request.sentAt < this.#warmupMs || fault.outcome === 'cancelled') return;
    if (!this.#quota.take(fault)) return;
    if (request.status >= 400) this.#bodies.set(request.status, (this.#bodies.get(request.status) ?? 0) + 1);
    else if (request.status > 0) this.#broken += 1;
    this.#waiting.push(exampleOf(place, request, fault, response()));
  }

  /** The examples since the last call. */
  take(): readonly FailureExample[] {
    if (this.#waiting.length === 0) return NONE;
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}

const NONE: readonly FailureExample[] = [];

function exampleOf(
  { iteration, vu, step, dueAt }: RequestPlace,
  { reused, sentAt, firstByteAt, endedAt, bytesIn, bytesOut }: Exchange,
  { outcome, code, message }: Fault,
  response: FailureResponse | null,
): FailureExample {
  return {
    outcome,
    code,
    message,
    iteration,
    vu,
    step,
    reused,
    dueAt,
    sentAt,
    firstByteAt: Number.isNaN(firstByteAt) ? null : firstByteAt,
    endedAt,
    bytesIn,
    bytesOut: Number.isNaN(bytesOut) ? null : bytesOut,
    answer: response,
  };
}
