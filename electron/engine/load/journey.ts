// What a virtual user does next. It knows no socket, no clock and no timer: a step and what came of it go in; the next request,
// a pause or the end come out. It owns the place within the scenario and the redirects that a step is led through.
import type { Fault } from '../faults/fault-context.ts';
import type { Reach } from '../http/reach.ts';
import { hopOf } from '../http/redirect.ts';
import type { RequestTemplate, ScenarioTemplate } from '../http/request-template.ts';

export type Move =
  | { readonly kind: 'request'; readonly request: RequestTemplate }
  | { readonly kind: 'pause'; readonly pauseMs: number }
  | { readonly kind: 'end' };

/** What one iteration does, in order, as far as no response changes it. Made once a plan, shared by all users. */
export interface Itinerary {
  readonly weight: number;
  readonly moves: readonly Move[];
}

/** What a journey sees of a response. */
export interface StepResponse {
  /** 0 where there was none. */
  readonly status: number;
  readonly location: string | null;
}

/** The run's rules for all journeys. */
export interface JourneyRules {
  readonly followRedirects: number;
  readonly mayReach: Reach;
}

const END: Move = { kind: 'end' };

export function itineraryOf({ weight, requests }: ScenarioTemplate): Itinerary {
  return { weight, moves: requests.map((request): Move => ({ kind: 'request', request })) };
}

export class Journey {
  readonly #rules: JourneyRules;
  #moves: readonly Move[] = [];
  #position = 0;
  #next: Move = END;
  /** Redirects of the step at hand that were followed. */
  #hops = 0;

  constructor(rules: JourneyRules) {
    this.#rules = rules;
  }

  begin({ moves }: Itinerary): void {
    this.#moves = moves;
    this.#hops = 0;
    this.#moveTo(0);
  }

  get isOver(): boolean {
    return this.#next.kind === 'end';
  }

  /** What is to be done now. A pause is behind the user once it was given; a request once its response was received. */
  next(): Move {
    const move = this.#next;
    if (move.kind === 'pause') this.#moveTo(this.#position + 1);
    return move;
  }

  /** What came of the request that `next` gave; `fault` null: a complete response. Returns what counts against it, or null. */
  receive(response: StepResponse, fault: Fault | null): Fault | null {
    const move = this.#next;
    const { followRedirects, mayReach } = this.#rules;
    if (fault === null && response.location !== null && move.kind === 'request') {
      const hop = hopOf(move.request, response.status, response.location, this.#hops, followRedirects, mayReach);
      if (hop?.kind === 'follow') {
        this.#hops += 1;
        this.#next = { kind: 'request', request: hop.request };
        return null;
      }
      this.#goOn();
      return hop === null ? null : hop.fault;
    }
    this.#goOn();
    return fault;
  }

  #goOn(): void {
    this.#hops = 0;
    this.#moveTo(this.#position + 1);
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#next = this.#moves[position] ?? END;
  }
}
