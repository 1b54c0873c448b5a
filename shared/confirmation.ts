// What a person has to confirm before a run may start.

/** A host that is neither this computer nor on a private network, and what the plan would send. */
export interface PublicTarget {
  readonly host: string;
  /** The requests go through it, whatever they are for. */
  readonly isProxy: boolean;
  /** null where the name could not be looked up. */
  readonly address: string | null;
  /** At most this number; null where the target's speed decides. */
  readonly requests: number | null;
  /** The most requests a second; null where the target's speed decides. */
  readonly rate: number | null;
  /** The most requests at once. */
  readonly vus: number;
  /** null where the work decides. */
  readonly durationMs: number | null;
}
