// Which steps and sources make the names of a draft, and which steps use them. Pure.
import { namesIn } from '../../../../shared/plan/journey/template.ts';
import type { Draft } from './draft.ts';
import { bodyTexts, checkTexts, extractTexts } from './step-draft-texts.ts';
import { newAuth, type AuthDraft } from './draft-auth.ts';
import type { StepDraft } from './draft-scenario.ts';
import { BEFORE, isSameStep, type ListAt, type StepAt } from './step-list.ts';

export interface DataNames {
  readonly name: string;
  readonly file: string;
  /** Null as long as the file has not been read. */
  readonly columns: readonly string[] | null;
}

export type StepPart = 'URL' | 'Headers' | 'Body' | 'Auth' | 'a value taken' | 'a check';

export interface Use {
  readonly name: string;
  readonly part: StepPart;
}

/** The names that a step makes and uses. */
export interface StepNames {
  readonly made: readonly string[];
  readonly used: readonly Use[];
}

export interface NameIndex {
  readonly variables: readonly string[];
  readonly secrets: readonly string[];
  readonly data: readonly DataNames[];
  readonly before: readonly StepNames[];
  /** By scenario. */
  readonly perVu: readonly (readonly StepNames[])[];
  /** By scenario and step. */
  readonly steps: readonly (readonly StepNames[])[];
  readonly scenarioNames: readonly string[];
}

export type Maker =
  | { readonly kind: 'variable' | 'secret' }
  | { readonly kind: 'data'; readonly file: string; readonly hasColumn: boolean | null }
  | { readonly kind: 'built-in' }
  | { readonly kind: 'step' | 'later'; readonly at: StepAt }
  | { readonly kind: 'elsewhere'; readonly scenario: number }
  | { readonly kind: 'nobody' };

/** The known columns of each file. */
export type KnownColumns = ReadonlyMap<string, readonly string[]>;

export function nameIndex(draft: Pick<Draft, 'sources' | 'before' | 'scenarios'>, columns: KnownColumns): NameIndex {
  const { sources, before, scenarios } = draft;
  const named = (rows: readonly { readonly name: string }[]): string[] =>
    rows.map(({ name }) => name.trim()).filter((name) => name !== '');
  return {
    variables: named(sources.variables),
    secrets: named(sources.secrets),
    data: sources.data.map(({ name, file }) => ({ name: name.trim(), file, columns: columns.get(file.trim()) ?? null })),
    before: listNames(before, NO_AUTH),
    perVu: scenarios.map(({ perVu }) => listNames(perVu, NO_AUTH)),
    steps: scenarios.map(({ auth, steps }) => listNames(steps, auth)),
    scenarioNames: scenarios.map(({ name }) => name),
  };
}

export interface NamePlace extends StepAt {
  /** True after the response: then the values that the step itself extracts are known. */
  readonly isAfter?: boolean;
}

export interface PlacedNames {
  readonly at: StepAt;
  readonly names: StepNames;
}

/** All steps that are sent before or with the steps of a scenario, in order. */
export function sequenceOf(index: NameIndex, { list = 'steps', scenario }: ListAt): readonly PlacedNames[] {
  const before = index.before.map((names, step) => ({ at: { ...BEFORE, step }, names }));
  if (list === 'before') return before;
  const once = (index.perVu[scenario] ?? []).map((names, step) => ({ at: { list: 'perVu' as const, scenario, step }, names }));
  const steps = (index.steps[scenario] ?? []).map((names, step) => ({ at: { list: 'steps' as const, scenario, step }, names }));
  return [...before, ...once, ...steps];
}

/** What makes a name for a given place; the last step before it counts. */
export function makerOf(index: NameIndex, name: string, place: NamePlace): Maker {
  if (name.startsWith('$')) return { kind: 'built-in' };
  if (index.variables.includes(name)) return { kind: 'variable' };
  if (index.secrets.includes(name)) return { kind: 'secret' };
  const sequence = sequenceOf(index, place);
  const own = sequence.findIndex(({ at }) => isSameStep(at, place));
  const end = place.isAfter === true ? own + 1 : own;
  const last = sequence.slice(0, end).findLast(({ names }) => names.made.includes(name));
  if (last !== undefined) return { kind: 'step', at: last.at };
  const set = index.data.find((one) => name.startsWith(`${one.name}.`));
  if (set !== undefined) {
    return { kind: 'data', file: set.file, hasColumn: set.columns?.includes(name.slice(set.name.length + 1)) ?? null };
  }
  const later = sequence.slice(end).find(({ names }) => names.made.includes(name));
  if (later !== undefined) return { kind: 'later', at: later.at };
  const other = index.steps.findIndex((all) => all.some(({ made }) => made.includes(name)));
  return other === -1 ? { kind: 'nobody' } : { kind: 'elsewhere', scenario: other };
}

export function isKnown(maker: Maker): boolean {
  return maker.kind === 'data' ? maker.hasColumn !== false : !['nobody', 'later', 'elsewhere'].includes(maker.kind);
}

const NO_AUTH = newAuth();

const knownLists = new WeakMap<readonly StepDraft[], { readonly auth: AuthDraft; readonly names: readonly StepNames[] }>();

function listNames(steps: readonly StepDraft[], auth: AuthDraft): readonly StepNames[] {
  const found = knownLists.get(steps);
  if (found !== undefined && found.auth === auth) return found.names;
  const names = steps.map((step) => stepNames(step, auth));
  knownLists.set(steps, { auth, names });
  return names;
}

/** Steps stay the same objects until they are changed, and a plan may have hundreds. */
const known = new WeakMap<StepDraft, { readonly auth: AuthDraft; readonly names: StepNames }>();

function stepNames(step: StepDraft, auth: AuthDraft): StepNames {
  const found = known.get(step);
  if (found !== undefined && found.auth === auth) return found.names;
  const parts: readonly (readonly [StepPart, readonly string[]])[] = [
    ['URL', [step.url]],
    ['Headers', step.headers.map(({ value }) => value)],
    ['Body', bodyTexts(step.body)],
    ['Auth', authTexts(step.auth.type === 'none' ? auth : step.auth)],
    ['a value taken', step.extract.flatMap(extractTexts)],
    ['a check', step.checks.flatMap(checkTexts)],
  ];
  const used = parts.flatMap(([part, texts]) =>
    [...new Set(texts.filter((text) => text.includes('{{')).flatMap(namesIn))].map((name) => ({ name, part })),
  );
  const names = { made: step.extract.map(({ name }) => name.trim()).filter((name) => name !== ''), used };
  known.set(step, { auth, names });
  return names;
}

function authTexts(auth: AuthDraft): readonly string[] {
  switch (auth.type) {
    case 'none':
      return [];
    case 'basic':
    case 'digest':
      return [auth.user, auth.password];
    case 'bearer':
      return [auth.token];
    case 'oauth2':
      return tokenTexts(auth);
  }
}

function tokenTexts({ tokenUrl, clientId, clientSecret, scope, audience, resource, params }: AuthDraft): readonly string[] {
  return [tokenUrl, clientId, clientSecret, scope, audience, resource, ...params.map(({ value }) => value)];
}
