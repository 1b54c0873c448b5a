// The contents of the files that a plan names, as the worker threads receive them. Whoever prepares the run reads them.
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
  /** What the names of the plan need. Data files are in memory that all threads share. */
  readonly journey: JourneyFiles;
}

export const NO_FILES: PlanFiles = { tls: {}, journey: NO_JOURNEY_FILES };
