// What a file of another program holds, as far as a plan can carry it, before anyone has agreed to any of it. Pure.
import type { PlanInput } from '../../plan.ts';

export type StepInput = PlanInput['scenarios'][number]['steps'][number];
export type AuthInput = NonNullable<StepInput['auth']>;
export type LoadInput = PlanInput['load'];

/** Why a request is not ticked by itself. */
export type LeftAside = 'static' | 'third-party' | 'telemetry' | 'preflight' | 'stream' | 'disabled' | 'deletes' | 'choice';

export interface RecordedResponse {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly type: string;
}

/** How the request went when it was recorded. */
export interface Recorded {
  /** null where the file holds no response. */
  readonly status: number | null;
  /** In ms since 1970; NaN where the file does not say. */
  readonly startedAt: number;
  /** In ms; null where the file says nothing. */
  readonly durationMs: number | null;
  /** What came, where the file holds it. */
  readonly response: RecordedResponse | null;
}

export interface ImportedRequest {
  readonly step: StepInput;
  /** The page, folder or tag it stands in; "" for none. */
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

/** What a person typed where nobody should read it. */
export interface TypedSecret {
  /** The field's label. */
  readonly name: string;
  readonly value: string;
}

export interface Imported {
  /** What the file is: "Postman collection". */
  readonly kind: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Sets of values of which one is chosen; the variables hold the first of them. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names only. */
  readonly secrets: readonly string[];
  /** Their values are known to be secret wherever they stand. */
  readonly typedSecrets: readonly TypedSecret[];
  readonly data: NonNullable<PlanInput['data']>;
  readonly scenarios: readonly ImportedScenario[];
  /** null where the file speaks of no load. */
  readonly load: LoadInput | null;
  readonly http: NonNullable<PlanInput['http']>;
  readonly tls: NonNullable<PlanInput['tls']>;
  readonly timeouts: NonNullable<PlanInput['timeouts']>;
  /** Values that the programs of the pages hold: the same for everybody. */
  readonly constants: ReadonlySet<string>;
  /** Values are examples of a document and nobody's secrets. */
  readonly isExample: boolean;
  /** Bodies that are not text; the steps name them by these names. One character a byte. */
  readonly files: readonly CompanionFile[];
  /** What was not carried over, a sentence each. */
  readonly leftOut: readonly string[];
}

/** Everything of an import that a reader need not say. */
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

/** What comes with one format. */
export interface PlanReader {
  /** "HAR file", as it stands in a sentence. */
  readonly kind: string;
  /** Judges by the content, never by a name. */
  readonly recognises: (given: GivenText) => boolean;
  /** @throws Refusal with a sentence for its reader. */
  readonly read: (given: GivenText) => Imported;
}

/** A text and, where it is JSON or YAML, what it says. */
export interface GivenText {
  readonly text: string;
  readonly value: unknown;
}
