// What a plan's names need from outside of it, read once before a run and handed to every thread.
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import type { DataTable } from './data-table.ts';

/** A file as it was when the run was prepared. */
export interface BodyFile {
  readonly path: string;
  readonly bytes: number;
}

/** A small file is in memory that all threads share; a large one is read while it is sent. */
export type SentFile = { readonly content: SharedArrayBuffer } | BodyFile;

export interface JourneyFiles {
  /** Secrets and environment variables ("$env.HOME") by name. */
  readonly constants: Readonly<Record<string, string>>;
  /** What steps before the run made, by name. */
  readonly given?: Readonly<Record<string, JsonValue>>;
  /** Values that are shown nowhere. */
  readonly secrets: readonly string[];
  /** In the order of the plan's `data`. */
  readonly tables: readonly DataTable[];
  /** Access tokens of OAuth 2, by what they are for; written again while the run goes on. */
  readonly tokens?: Readonly<Record<string, SharedArrayBuffer>>;
  /** The files of bodies, by their path in the plan. */
  readonly bodies?: Readonly<Record<string, SentFile>>;
}

export const NO_JOURNEY_FILES: JourneyFiles = { constants: {}, secrets: [], tables: [] };
