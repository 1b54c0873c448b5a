// How far the journeys of one scenario came. A journey is one iteration.

export interface JourneyFunnel {
  /** The index in the plan. */
  readonly scenario: number;
  readonly name: string;
  /** Journeys whose first request is among the chosen ones. */
  readonly started: number;
  /** They reached their end without being stopped by a failed step. */
  readonly completed: number;
  /** A failed step ended them; the remaining steps were not sent. */
  readonly stoppedEarly: number;
  /** The run ended first. */
  readonly cutOff: number;
  /** Requests that were not sent, because an earlier step failed. */
  readonly notSent: number;
}

/** How many journeys reached a step, and how they went on; the others were cut off earlier by the end of the run. */
export interface StepReach {
  readonly name: string;
  readonly reached: number;
  readonly failed: number;
  /** Not sent, because an earlier step failed or its user could not be prepared. */
  readonly skipped: number;
}
