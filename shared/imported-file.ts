// A file of runs that is being imported, and the result.

/** The result of an import; `notes` say what was left out or combined, in whole sentences. */
export interface ImportedFile {
  /** The first of the runs. */
  readonly runId: string;
  /** More than one if the file contains several runs, in order of time. */
  readonly runIds: readonly string[];
  /** The number of requests of all runs. */
  readonly requests: number;
  readonly notes: readonly string[];
}

/** A file that is being read. */
export interface ImportState {
  readonly fileName: string;
  /** From 0 to 1. */
  readonly share: number;
}
