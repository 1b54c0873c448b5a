// The contents of the files a plan's `tls` names, as they reach the worker threads. Read by whoever prepares the run.

export interface TlsFiles {
  /** PEM. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: Uint8Array;
}
