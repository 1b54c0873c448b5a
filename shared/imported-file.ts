// A file of runs that is being read, and what it became.

/** What a file became; `notes` say what was left out or gathered, in whole sentences. */
export interface ImportedFile {
  /** The first of the runs. */
  readonly runId: string;
  /** More than one where the file holds several runs, in the order of time. */
  readonly runIds: readonly string[];
  /** The number of requests of all of them. */
  readonly requests: number;
  readonly notes: readonly string[];
}

/** A file that is being read. */
export interface ImportState {
  readonly fileName: string;
  /** 0..1 */
  readonly share: number;
}
