// The contents of the files that a plan names, as they reach the worker threads. Read by whoever prepares the run.

export interface TlsFiles {
  /** PEM. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: Uint8Array;
}

export interface PlanFiles {
  readonly tls: TlsFiles;
  /** Data and bodies, by the path as the plan has it. In shared memory they are not copied for each thread. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

export const NO_FILES: PlanFiles = { tls: {}, contents: new Map() };
