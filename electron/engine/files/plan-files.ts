// The contents of the files that a plan names, as they reach the worker threads. Read by whoever prepares the run.
import { NO_JOURNEY_FILES, type JourneyFiles } from './journey-files.ts';

export interface TlsFiles {
  /** PEM. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: Uint8Array;
}

export interface PlanFiles {
  readonly tls: TlsFiles;
  /** What its names stand for; data files are in memory that all threads share. */
  readonly journey: JourneyFiles;
}

export const NO_FILES: PlanFiles = { tls: {}, journey: NO_JOURNEY_FILES };
