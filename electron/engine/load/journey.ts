// Decides what a virtual user does next. It is pure: a step and its response go in; the next request, a pause or the end comes
// out. It knows no socket, no clock and no timer. It owns the position within the scenario and the redirects of a step; the
// values, cookies and checks of a step belong to `step-traveller`.
import type { Fault } from '../faults/fault-context.ts';
import type { CapturedResponse } from '../http/http-client.ts';
import type { Reach } from '../http/reach.ts';
import { hopOf } from '../http/redirect.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import type { KeptCookie } from '../journey/cookie-jar.ts';
import type { CompiledStep } from '../journey/compiled-step.ts';
import type { Answered } from '../journey/authorizer.ts';
import {
  plainRequest,
  type CompiledScenario,
  type CompiledSteps,
  type Preparation,
  type ThinkTime,
} from '../journey/compiled-plan.ts';
import { StepTraveller, type TravelTools } from '../journey/step-traveller.ts';
import { isFailure } from '../../../shared/outcome.ts';

export type Move =
  /** `continues` is true for a request that responds to a 401 and belongs to the request before. */
  | { readonly kind: 'request'; readonly request: RequestTemplate; readonly continues?: boolean }
  /** The values of the step do not make a valid request: the step fails without being sent. */
  | { readonly kind: 'refused'; readonly step: number; readonly fault: Fault }
  /** `isNeeded` is true if something is waited for; such a pause is kept even when think times are left out. */
  | { readonly kind: 'pause'; readonly pauseMs: number; readonly isNeeded?: boolean }
  | { readonly kind: 'end' };

/** A move as the plan has it. A step with holes becomes a request only once its iteration provides the values. */
export type PlannedMove =
  | Move
  | { readonly kind: 'step'; readonly step: CompiledStep }
  | { readonly kind: 'think'; readonly think: ThinkTime }
  | { readonly kind: 'wait'; readonly step: CompiledStep; readonly isOver: () => boolean; readonly looks: number };

/** The moves of one iteration in order, before any response changes them. It is made once per plan and shared by all users. */
export interface Itinerary {
  readonly weight: number;
  readonly moves: readonly PlannedMove[];
  /** Whether cookies are forgotten at the end of an iteration, kept, or not used at all. */
  readonly cookies: CompiledScenario['cookies'];
  /** The least time from the start of an iteration to the start of its user's next one, in ms; 0 for none. */
  readonly pacingMs: number;
  /** What each user does once before its first iteration; null for nothing. */
  readonly preparation: PlannedPreparation | null;
}

export interface PlannedPreparation extends Preparation {
  readonly moves: readonly PlannedMove[];
}

/** The part of a response that a journey can see. */
export interface StepResponse {
  /** 0 if there was no response. */
  readonly status: number;
  readonly location: string | null;
  readonly sentAt?: number;
  readonly endedAt?: number;
  /** The response to a request that keeps its body or headers. */
  captured?(): CapturedResponse | null;
}

/** The rules of the run that apply to all journeys. */
export interface JourneyRules {
  readonly followRedirects: number;
  readonly mayReach: Reach;
  /** Null if no step checks, extracts or varies anything. */
  readonly tools: TravelTools | null;
}

const END: Move = { kind: 'end' };
/** Used for a request without a step that could respond to challenges. */
const NOBODY = { auth: null };
/** How often, in ms, a user that waits for an access token looks for it, and how many times. */
const LOOK_MS = 50;
const MOST_LOOKS = 200;

export function itineraryOf(scenario: CompiledScenario): Itinerary {
  const { weight, cookies, steps, pacingMs, preparation } = scenario;
  const isAlone = steps.length === 1 || steps.every(({ onFail }) => onFail === 'continue');
  const moves = movesOf(scenario, cookies === 'off' && preparation === null && isAlone);
  return {
    weight,
    moves,
    cookies,
    pacingMs,
    preparation: preparation === null ? null : { ...preparation, moves: movesOf(preparation, false) },
  };
}

/** The steps before the run count as one iteration of one user. */
export function itineraryOnce(before: CompiledSteps): Itinerary {
  return { weight: 1, moves: movesOf(before, false), cookies: 'iteration', pacingMs: 0, preparation: null };
}

/**
 * `isPlain` is true if constant steps can be sent as they are: there are no cookies, no preparation, and no failure skips a step.
 */
function movesOf({ steps, thinks }: CompiledSteps, isPlain: boolean): readonly PlannedMove[] {
  return steps.flatMap((step, at): PlannedMove[] => {
    const request = isPlain && step.onFail !== 'stop-run' ? plainRequest(step) : null;
    const think = thinks[at] ?? null;
    const move: PlannedMove = request === null ? { kind: 'step', step } : { kind: 'request', request };
    return think === null ? [move] : [move, { kind: 'think', think }];
  });
}

export class Journey {
  readonly #rules: JourneyRules;
  readonly #traveller: StepTraveller | null;
  #moves: readonly PlannedMove[] = [];
  #position = 0;
  #next: PlannedMove = END;
  /** The last request of the current step. */
  #request: RequestTemplate | null = null;
  /** How many redirects of the current step were followed. */
  #hops = 0;
  #itinerary: Itinerary | null = null;
  /** True while requests prepare the user; afterwards it continues at `#resumeAt`. */
  isPreparing = false;
  hasFailedToPrepare = false;
  /** Added to the step number of the request that ended last, because its user had to be prepared again. */
  stepShift = 0;
  #resumeAt = 0;
  /** True if the current step is sent for the second time. */
  #isRenewed = false;

  constructor(rules: JourneyRules) {
    this.#rules = rules;
    this.#traveller = rules.tools === null ? null : new StepTraveller(rules.tools);
  }

  begin(itinerary: Itinerary, iteration = 0, vu = 0): void {
    const { moves, cookies, preparation } = itinerary;
    this.#itinerary = itinerary;
    this.#moves = moves;
    this.#hops = 0;
    this.#traveller?.begin(iteration, vu, cookies, preparation);
    this.isPreparing = false;
    this.hasFailedToPrepare = false;
    if (preparation === null) return this.#moveTo(0);
    this.#isRenewed = false;
    if (this.#traveller?.isPrepared(preparation) === true) this.#moveTo(0);
    else this.#prepare(preparation, 0);
  }

  get isOver(): boolean {
    return this.#next.kind === 'end';
  }

  /** The cookies that the user has at the moment. */
  get cookies(): readonly KeptCookie[] {
    return this.#traveller?.cookies ?? [];
  }

  /** What to do now. A pause counts as done once it was returned, a request once its response was received. */
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
      case 'wait':
        if (move.looks === 0 || move.isOver()) return this.#render(move.step, true);
        this.#next = { ...move, looks: move.looks - 1 };
        return { kind: 'pause', pauseMs: LOOK_MS, isNeeded: true };
      default:
        return move;
    }
  }

  /**
   * Takes the result of the request that `next` returned; `fault` is null for a complete response. Returns the fault that counts,
   * or null.
   */
  receive(response: StepResponse, fault: Fault | null): Fault | null {
    this.stepShift = 0;
    const request = this.#request;
    const step = this.#stepAtHand;
    const captured = step?.needsResponse === true ? (response.captured?.() ?? null) : null;
    if (request !== null && captured !== null) this.#traveller?.receiveCookies(request, captured);
    const answered =
      request === null || captured === null || step === null ? null : this.#traveller?.answer(step, request, captured);
    if (answered?.kind === 'fault') fault = fault === null ? null : { ...fault, message: answered.reason };
    else if (answered !== null && answered !== undefined && step !== null) return this.#goOnWith(answered, step);
    const { followRedirects, mayReach } = this.#rules;
    if (fault === null && response.location !== null && request !== null) {
      const hop = hopOf(request, response.status, response.location, this.#hops, followRedirects, mayReach);
      if (hop?.kind === 'follow') {
        this.#hops += 1;
        const followed = this.#traveller?.hop(step ?? NOBODY, request, hop.request) ?? hop.request;
        if (typeof followed === 'string')
          return this.#conclude({ outcome: 'redirect', code: 'REDIRECT_SECRET', message: followed });
        this.#request = followed;
        this.#next = { kind: 'request', request: followed };
        return null;
      }
      if (hop !== null) return this.#conclude(hop.fault);
    }
    if (step === null) return this.#conclude(fault);
    if (this.#asksForRenewal(response)) return fault;
    return this.#conclude(this.#traveller === null ? fault : this.#traveller.verdict(step, captured, fault, response));
  }

  /** The step whose request, or a redirect of it, is in flight; null if nothing of it is checked. */
  get #stepAtHand(): CompiledStep | null {
    const move = this.#moves[this.#position];
    return move?.kind === 'step' ? move.step : null;
  }

  /** A refused request is sent once more; the first attempt is recorded as a separate request. */
  #goOnWith(answered: Exclude<Answered, { kind: 'fault' }>, step: CompiledStep): null {
    if (answered.kind === 'wait') this.#next = { kind: 'wait', step, isOver: answered.isOver, looks: MOST_LOOKS };
    else {
      this.#request = answered.request;
      this.#next = { kind: 'request', request: answered.request, continues: true };
    }
    return null;
  }

  #render(step: CompiledStep, isAnswered = false): Move {
    const rendered = this.#traveller?.render(step, isAnswered) ?? 'This step needs values that have not been set.';
    if (typeof rendered !== 'string') {
      this.#request = rendered;
      this.#next = { kind: 'request', request: rendered, continues: isAnswered };
      return this.#next;
    }
    const fault: Fault = { outcome: 'check_failed', code: 'REQUEST', message: rendered };
    this.#conclude(fault);
    return { kind: 'refused', step: step.step, fault };
  }

  #prepare(preparation: PlannedPreparation, resumeAt: number): void {
    this.isPreparing = true;
    this.#resumeAt = resumeAt;
    this.#traveller?.beginPreparing(this.stepShift > 0);
    this.#moves = preparation.moves;
    this.#moveTo(0);
  }

  /** The response is not counted: the step is sent once more after the user has been prepared again. */
  #asksForRenewal({ status }: StepResponse): boolean {
    const preparation = this.#itinerary?.preparation ?? null;
    if (preparation === null || status !== preparation.refreshOn || this.isPreparing || this.#isRenewed) return false;
    this.#hops = 0;
    this.#isRenewed = true;
    this.stepShift = preparation.renewalShift;
    this.#prepare(preparation, this.#position);
    return true;
  }

  /** Continues after the step, or skips the rest if the step failed and the plan says so. */
  #conclude(fault: Fault | null): Fault | null {
    this.#hops = 0;
    const step = this.#stepAtHand;
    const isFailed = step !== null && fault !== null && isFailure(fault.outcome);
    if (!this.isPreparing) this.#isRenewed = false;
    if (!isFailed || step.onFail === 'continue') {
      this.#moveTo(this.#position + 1);
      return fault;
    }
    if (this.isPreparing) this.#failToPrepare();
    if (step.onFail === 'stop-run') this.#traveller?.stopRun(step, fault);
    this.#moveTo(this.#moves.length);
    return fault;
  }

  /** Skips the steps of the iteration from the one at which it was to continue. */
  #failToPrepare(): void {
    this.isPreparing = false;
    this.hasFailedToPrepare = true;
    this.#traveller?.endPreparing(null);
    this.#moves = this.#itinerary?.moves ?? [];
    this.#position = this.#resumeAt - 1;
  }

  #moveTo(position: number): void {
    if (this.isPreparing && position === this.#moves.length) return this.#endPreparing();
    this.#position = position;
    this.#next = this.#moves[position] ?? END;
    if (this.#next.kind === 'request') this.#request = this.#next.request;
  }

  #endPreparing(): void {
    const { preparation = null, moves = [] } = this.#itinerary ?? {};
    this.isPreparing = false;
    this.#traveller?.endPreparing(preparation);
    this.#moves = moves;
    this.#moveTo(this.#resumeAt);
  }
}
