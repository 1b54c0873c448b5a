// What a plan's names need from outside of it, read once before a run and handed to every thread.
import type { DataTable } from './data-table.ts';

export interface JourneyFiles {
  /** Secrets and environment variables ("$env.HOME") by name. */
  readonly constants: Readonly<Record<string, string>>;
  /** Values that are shown nowhere. */
  readonly secrets: readonly string[];
  /** In the order of the plan's `data`. */
  readonly tables: readonly DataTable[];
}

export const NO_JOURNEY_FILES: JourneyFiles = { constants: {}, secrets: [], tables: [] };
