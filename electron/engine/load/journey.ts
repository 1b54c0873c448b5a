// What a virtual user does next. It knows no socket, no clock and no timer: a step and what came of it go in; the next request,
// a pause or the end come out. It owns the place within the scenario and the redirects that a step is led through; what a step's
// values, cookies and checks are is known to `step-traveller`.
import type { Fault } from '../faults/fault-context.ts';
import type { CapturedResponse } from '../http/http-client.ts';
import type { Reach } from '../http/reach.ts';
import { hopOf } from '../http/redirect.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import type { KeptCookie } from '../journey/cookie-jar.ts';
import type { CompiledStep } from '../journey/compiled-step.ts';
import { plainRequest, type CompiledScenario, type ThinkTime } from '../journey/compiled-plan.ts';
import { StepTraveller, type TravelTools } from '../journey/step-traveller.ts';
import { isFailure } from '../../../shared/outcome.ts';

export type Move =
  | { readonly kind: 'request'; readonly request: RequestTemplate }
  /** The step's values make no request: it fails unsent. */
  | { readonly kind: 'refused'; readonly step: number; readonly fault: Fault }
  | { readonly kind: 'pause'; readonly pauseMs: number }
  | { readonly kind: 'end' };

/** As the plan has it: a step with holes is a request only once its iteration gives it values. */
export type PlannedMove =
  | Move
  | { readonly kind: 'step'; readonly step: CompiledStep }
  | { readonly kind: 'think'; readonly think: ThinkTime };

/** What one iteration does, in order, as far as no response changes it. Made once a plan, shared by all users. */
export interface Itinerary {
  readonly weight: number;
  readonly moves: readonly PlannedMove[];
  /** Cookies are forgotten at the end of an iteration, or kept, or not known at all. */
  readonly cookies: CompiledScenario['cookies'];
}

/** What a journey sees of a response. */
export interface StepResponse {
  /** 0 where there was none. */
  readonly status: number;
  readonly location: string | null;
  readonly sentAt?: number;
  readonly endedAt?: number;
  /** Of a request that keeps its body or headers. */
  captured?(): CapturedResponse | null;
}

/** The run's rules for all journeys. */
export interface JourneyRules {
  readonly followRedirects: number;
  readonly mayReach: Reach;
  /** null where no step has anything that varies or is asked. */
  readonly tools: TravelTools | null;
}

const END: Move = { kind: 'end' };

export function itineraryOf({ weight, cookies, steps, thinks }: CompiledScenario): Itinerary {
  const isPlain = cookies === 'off' && (steps.length === 1 || steps.every(({ onFail }) => onFail === 'continue'));
  const moves = steps.flatMap((step, at): PlannedMove[] => {
    const request = isPlain && step.onFail !== 'stop-run' ? plainRequest(step) : null;
    const think = thinks[at] ?? null;
    const move: PlannedMove = request === null ? { kind: 'step', step } : { kind: 'request', request };
    return think === null ? [move] : [move, { kind: 'think', think }];
  });
  return { weight, moves, cookies };
}

export class Journey {
  readonly #rules: JourneyRules;
  readonly #traveller: StepTraveller | null;
  #moves: readonly PlannedMove[] = [];
  #position = 0;
  #next: PlannedMove = END;
  /** What the step at hand sent last. */
  #request: RequestTemplate | null = null;
  /** Redirects of the step at hand that were followed. */
  #hops = 0;

  constructor(rules: JourneyRules) {
    this.#rules = rules;
    this.#traveller = rules.tools === null ? null : new StepTraveller(rules.tools);
  }

  begin({ moves, cookies }: Itinerary, iteration = 0, vu = 0): void {
    this.#moves = moves;
    this.#hops = 0;
    this.#traveller?.begin(iteration, vu, cookies);
    this.#moveTo(0);
  }

  get isOver(): boolean {
    return this.#next.kind === 'end';
  }

  /** Those that the user keeps by now. */
  get cookies(): readonly KeptCookie[] {
    return this.#traveller?.cookies ?? [];
  }

  /** What is to be done now. A pause is behind the user once it was given; a request once its response was received. */
  next(): Move {
    const move = this.#next;
    switch (move.kind) {
      case 'pause':
        this.#moveTo(this.#position + 1);
        return move;
      case 'think':
        this.#moveTo(this.#position + 1);
        return { kind: 'pause', pauseMs: this.#traveller?.pauseMs(move.think) ?? move.think.least };
      case 'step':
        return this.#render(move.step);
      default:
        return move;
    }
  }

  /** What came of the request that `next` gave; `fault` null: a complete response. Returns what counts against it, or null. */
  receive(response: StepResponse, fault: Fault | null): Fault | null {
    const request = this.#request;
    const step = this.#stepAtHand;
    const captured = step === null ? null : (response.captured?.() ?? null);
    if (request !== null && captured !== null) this.#traveller?.receiveCookies(request, captured);
    const { followRedirects, mayReach } = this.#rules;
    if (fault === null && response.location !== null && request !== null) {
      const hop = hopOf(request, response.status, response.location, this.#hops, followRedirects, mayReach);
      if (hop?.kind === 'follow') {
        this.#hops += 1;
        const followed = this.#traveller?.hop(request, hop.request) ?? hop.request;
        this.#next = { kind: 'request', request: followed };
        return null;
      }
      if (hop !== null) return this.#conclude(hop.fault);
    }
    if (step === null) return this.#conclude(fault);
    return this.#conclude(this.#traveller === null ? fault : this.#traveller.verdict(step, captured, fault, response));
  }

  /** The step whose request, or a redirect of it, is on its way; null for one that nothing is asked of. */
  get #stepAtHand(): CompiledStep | null {
    const move = this.#moves[this.#position];
    return move?.kind === 'step' ? move.step : null;
  }

  #render(step: CompiledStep): Move {
    const rendered = this.#traveller?.render(step) ?? 'This step needs values that nothing gives.';
    if (typeof rendered !== 'string') {
      this.#request = rendered;
      this.#next = { kind: 'request', request: rendered };
      return this.#next;
    }
    const fault: Fault = { outcome: 'check_failed', code: 'REQUEST', message: rendered };
    this.#conclude(fault);
    return { kind: 'refused', step: step.step, fault };
  }

  /** Goes on behind the step, or leaves out the rest where the step failed and the plan says so. */
  #conclude(fault: Fault | null): Fault | null {
    this.#hops = 0;
    const step = this.#stepAtHand;
    const isFailed = step !== null && fault !== null && isFailure(fault.outcome);
    if (!isFailed || step.onFail === 'continue') {
      this.#moveTo(this.#position + 1);
      return fault;
    }
    const rest = this.#moves.slice(this.#position + 1).filter(({ kind }) => kind === 'step' || kind === 'request').length;
    this.#traveller?.skip(rest, step, fault);
    this.#moveTo(this.#moves.length);
    return fault;
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#next = this.#moves[position] ?? END;
    if (this.#next.kind === 'request') this.#request = this.#next.request;
  }
}
