// The content of a file of another program, as far as a plan can express it, before a person has chosen from it. Pure.
import type { PlanInput } from '../../plan.ts';

export type StepInput = PlanInput['scenarios'][number]['steps'][number];
export type AuthInput = NonNullable<StepInput['auth']>;
export type LoadInput = PlanInput['load'];

/** Why a request is not selected by default. */
export type LeftAside = 'static' | 'third-party' | 'telemetry' | 'preflight' | 'stream' | 'disabled' | 'deletes' | 'choice';

export interface RecordedResponse {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly type: string;
}

/** What happened to the request when it was recorded. */
export interface Recorded {
  /** Null if the file contains no response. */
  readonly status: number | null;
  /** In ms since 1970; NaN if the file does not say. */
  readonly startedAt: number;
  /** In ms; null if the file does not say. */
  readonly durationMs: number | null;
  /** The response, if the file contains it. */
  readonly response: RecordedResponse | null;
}

export interface ImportedRequest {
  readonly step: StepInput;
  /** The page, folder or tag that contains it; "" for none. */
  readonly group: string;
  readonly leftAside: LeftAside | null;
  readonly recorded: Recorded | null;
}

export interface ImportedScenario {
  readonly name: string;
  readonly weight: number;
  readonly cookies?: 'iteration' | 'vu' | 'off';
  readonly requests: readonly ImportedRequest[];
}

export interface CompanionFile {
  readonly name: string;
  readonly bytes: string;
}

/** A value that a person typed into a field for secrets. */
export interface TypedSecret {
  /** The field's label. */
  readonly name: string;
  readonly value: string;
}

export interface Imported {
  /** The kind of file: "Postman collection". */
  readonly kind: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Sets of values of which one is chosen; the variables contain the first of them. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names only. */
  readonly secrets: readonly string[];
  /** Their values are treated as secret wherever they occur. */
  readonly typedSecrets: readonly TypedSecret[];
  readonly data: NonNullable<PlanInput['data']>;
  readonly scenarios: readonly ImportedScenario[];
  /** Null if the file describes no load. */
  readonly load: LoadInput | null;
  readonly http: NonNullable<PlanInput['http']>;
  readonly tls: NonNullable<PlanInput['tls']>;
  readonly timeouts: NonNullable<PlanInput['timeouts']>;
  /** Values in the scripts of the pages, which are the same for everybody. */
  readonly constants: ReadonlySet<string>;
  /** True if the values are examples from a document, and so nobody's secrets. */
  readonly isExample: boolean;
  /** Bodies that are not text; the steps refer to them by these names. One character per byte. */
  readonly files: readonly CompanionFile[];
  /** What was not imported, one sentence each. */
  readonly leftOut: readonly string[];
}

/** The parts of an import that a reader may leave out. */
export const NOTHING = {
  variables: {},
  environments: {},
  secrets: [],
  typedSecrets: [],
  data: [],
  load: null,
  http: {},
  tls: {},
  timeouts: {},
  constants: new Set<string>(),
  isExample: false,
  files: [],
  leftOut: [],
} satisfies Partial<Imported>;

/** The reader of one file format. */
export interface PlanReader {
  /** For example "HAR file", as it appears in sentences. */
  readonly kind: string;
  /** Decides by the content, never by the file's name. */
  readonly recognises: (given: GivenText) => boolean;
  /** @throws Refusal with a sentence for the user. */
  readonly read: (given: GivenText) => Imported;
}

/** A text and, if it is JSON or YAML, its parsed value. */
export interface GivenText {
  readonly text: string;
  readonly value: unknown;
}
