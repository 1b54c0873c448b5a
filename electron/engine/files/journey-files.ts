// The contents of files and variables that a plan's names need. They are read once before a run and handed to every thread.
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import type { DataTable } from './data-table.ts';

/** A file as it was when the run was prepared; it is opened again while it is sent. */
export interface BodyFile {
  readonly path: string;
  readonly bytes: number;
}

/** A small file is kept in memory that all threads share; a large one is read while it is sent. */
export type SentFile = { readonly content: SharedArrayBuffer } | BodyFile;

export interface JourneyFiles {
  /** Secrets and environment variables by name, such as "$env.HOME". */
  readonly constants: Readonly<Record<string, string>>;
  /** Values that the steps before the run extracted, by name. */
  readonly given?: Readonly<Record<string, JsonValue>>;
  /** Values that must not be shown anywhere. */
  readonly secrets: readonly string[];
  /** In the order of the plan's `data`. */
  readonly tables: readonly DataTable[];
  /** Access tokens of OAuth 2 by `tokenKey`. They are overwritten when a token is renewed during the run. */
  readonly tokens?: Readonly<Record<string, SharedArrayBuffer>>;
  /** The body files, by their path in the plan. */
  readonly bodies?: Readonly<Record<string, SentFile>>;
}

export const NO_JOURNEY_FILES: JourneyFiles = { constants: {}, secrets: [], tables: [] };
