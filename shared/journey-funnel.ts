// How far the journeys of one scenario came. A journey is one iteration.

export interface JourneyFunnel {
  /** In the plan. */
  readonly scenario: number;
  readonly name: string;
  /** Those whose first request is among the chosen ones. */
  readonly started: number;
  /** They came to their end, and no step ended them before. */
  readonly completed: number;
  /** A step failed and ended them; what was to follow was not sent. */
  readonly stoppedEarly: number;
  /** The run ended first. */
  readonly cutOff: number;
  /** Requests that were not sent, because a step before them failed. */
  readonly notSent: number;
}

/** How many journeys came to a step, and what became of them there; the rest was cut off before it by the end of the run. */
export interface StepReach {
  readonly name: string;
  readonly reached: number;
  readonly failed: number;
  /** It was not sent, because a step before it failed, or its user could not be prepared. */
  readonly skipped: number;
}
