// How far the journeys of one scenario came. A journey is one iteration.

export interface JourneyFunnel {
  /** In the plan. */
  readonly scenario: number;
  readonly name: string;
  /** Those whose first request is among the chosen ones. */
  readonly started: number;
  /** Their last step got a response, or failed without one. */
  readonly completed: number;
  /** A step failed, and the rest was left out. */
  readonly stoppedEarly: number;
  /** The run ended first. */
  readonly cutOff: number;
  /** Requests that were not sent, because a step before them failed. */
  readonly notSent: number;
}
