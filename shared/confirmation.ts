// What a person must confirm before a run may start.

/** A host that is neither this computer nor on a private network, and what the plan would send to it. */
export interface PublicTarget {
  readonly host: string;
  /** True if it is a proxy, through which all requests go. */
  readonly isProxy: boolean;
  /** Null if the name could not be looked up. */
  readonly address: string | null;
  /** The most requests; null if the target's speed decides. */
  readonly requests: number | null;
  /** The most requests per second; null if the target's speed decides. */
  readonly rate: number | null;
  /** The most requests at the same time. */
  readonly vus: number;
  /** Null if the amount of work decides. */
  readonly durationMs: number | null;
}
