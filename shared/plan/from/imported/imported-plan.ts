// The plan that an import makes of the selected requests: names without a value get one or become secrets. Pure.
import type { PlanInput } from '../../plan.ts';
import type { FoundValue } from '../correlate/found-value.ts';
import { foundValues } from '../correlate/found-values.ts';
import { dataOf, variablesOfValues } from '../correlate/kept-values.ts';
import { withFoundValues } from '../correlate/with-found-values.ts';
import { parsePlan } from '../../plan-parse.ts';
import { counted } from './counted.ts';
import { refuse } from '../refusal.ts';
import type { CompanionFile, Imported, ImportedRequest, ImportedScenario, StepInput } from './imported.ts';
import { openNames } from './open-names.ts';
import { sendable } from './sendable.ts';
import { withSecrets } from './secrets-found.ts';

export interface ImportChoices {
  /** Whether a request becomes a step. */
  readonly takes: (request: ImportedRequest) => boolean;
  /** Whether pauses of the recording become think times. */
  readonly keepsPauses: boolean;
  /**
   * Which values are extracted from earlier responses, made new each time, or read from a data file; the others stay as they were
   * recorded.
   */
  readonly correlates: (found: FoundValue) => boolean;
  /** Which of the values without a known origin are secrets. */
  readonly hides?: (found: FoundValue) => boolean;
  /** Leaves values that look secret in the plan: for a replay, whose plan is not stored. */
  readonly showsSecrets?: boolean;
}

export interface ImportResult {
  readonly plan: PlanInput;
  /** Bodies that the plan refers to; they are stored beside it. */
  readonly files: readonly CompanionFile[];
  /** The requests that became steps, by scenario. */
  readonly requests: readonly (readonly ImportedRequest[])[];
  /** Values of earlier responses, by scenario. */
  readonly values: readonly (readonly FoundValue[])[];
  /** The values of the plan's secrets in the file, by name, for a person who wants to store them on this computer. */
  readonly secretValues: Readonly<Record<string, string>>;
  /** How many requests of each kind are not selected, one sentence each. */
  readonly notTicked: readonly string[];
  /** What was not imported or needs attention, one sentence each. */
  readonly leftOut: readonly string[];
}

/** The choices if nobody changes them. */
export const USUAL_CHOICES: ImportChoices = {
  takes: ({ leftAside }) => leftAside === null,
  keepsPauses: true,
  correlates: ({ kind }) => kind === 'taken' || kind === 'made',
};

const MOST_STEPS = 200;
const MOST_SCENARIOS = 50;
/** Shorter gaps are caused by the browser and not by a person. In ms. */
const SHORTEST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 60_000;
/** A small load, in case somebody presses Run without looking. */
const FIRST_LOAD: PlanInput['load'] = { model: 'iterations', iterations: 10, vus: 1 };

/** @throws Refusal */
export function importedPlan(imported: Imported, choices: ImportChoices = USUAL_CHOICES): ImportResult {
  const taken = imported.scenarios
    .map((one) => ({ ...one, requests: one.requests.filter(choices.takes) }))
    .filter(({ requests }) => requests.length > 0);
  if (taken.length === 0) refuse(nothingTaken(imported));
  if (taken.length > MOST_SCENARIOS)
    refuse(`This file has ${taken.length} groups of requests; a plan has at most ${MOST_SCENARIOS} scenarios.`);
  const notes: string[] = [];
  const { values, chosen, given } = valuesOf(taken, imported, choices);
  const table = dataOf(chosen.flat());
  const drafts = taken.map((scenario, at) => draftOf(scenario, chosen[at] ?? [], choices, notes));
  const hidden = imported.isExample || choices.showsSecrets === true ? shown(drafts, imported) : withSecrets(drafts, imported);
  const data = [...imported.data, ...table.data];
  const variables = { ...imported.variables, ...variablesOfValues(chosen.flat()) };
  const names = openNames(hidden.scenarios, { variables, data, secrets: [...hidden.secrets, ...Object.keys(given)] });
  const plan: PlanInput = {
    version: 2,
    name: imported.name.trim().slice(0, 200) || 'Imported',
    ...(Object.keys(names.variables).length === 0 ? {} : { variables: names.variables }),
    ...environmentsOf(imported, names.variables),
    ...(names.secrets.length === 0 ? {} : { secrets: [...names.secrets] }),
    ...(data.length === 0 ? {} : { data }),
    scenarios: names.scenarios,
    load: imported.load ?? FIRST_LOAD,
    http: imported.http,
    tls: imported.tls,
    timeouts: imported.timeouts,
  };
  const unsound = unsoundSteps(plan);
  if (unsound.length > 0) return withoutSteps(imported, choices, taken, unsound);
  const bodies = plan.scenarios.flatMap(({ steps }) => steps.flatMap(filesIn));
  return {
    plan,
    requests: taken.map(({ requests }) => requests.slice(0, MOST_STEPS)),
    files: [...imported.files.filter(({ name }) => bodies.includes(name)), ...table.files],
    values,
    secretValues: { ...hidden.values, ...given },
    notTicked: asideNotes(imported, choices),
    leftOut: [...names.notes, ...hidden.notes, ...imported.leftOut, ...notes],
  };
}

function filesIn({ body }: StepInput): readonly string[] {
  if (typeof body !== 'object') return [];
  if ('file' in body) return [body.file];
  return 'multipart' in body ? body.multipart.flatMap(({ file }) => file ?? []) : [];
}

/** Only values that became variables of the plan, because an environment replaces those. */
function environmentsOf(
  { environments }: Imported,
  variables: Readonly<Record<string, string>>,
): Pick<PlanInput, 'environments' | 'environment'> {
  const [first] = Object.keys(environments);
  if (first === undefined) return {};
  const kept = Object.entries(environments).map(([name, values]) => [
    name,
    Object.fromEntries(Object.entries(values).filter(([one]) => Object.hasOwn(variables, one))),
  ]);
  return { environments: Object.fromEntries(kept), environment: first };
}

function shown(scenarios: PlanInput['scenarios'], { secrets }: Imported): ReturnType<typeof withSecrets> {
  return { scenarios, secrets, values: {}, notes: [] };
}

interface ChosenValues {
  readonly values: readonly (readonly FoundValue[])[];
  /** The values that are written into the plan. */
  readonly chosen: readonly (readonly FoundValue[])[];
  /** The values that a person declared secret, by their names in the plan. */
  readonly given: Readonly<Record<string, string>>;
}

function valuesOf(taken: readonly ImportedScenario[], imported: Imported, choices: ImportChoices): ChosenValues {
  // Only a recording shows which request was sent because of which response.
  const values = taken.map(({ requests }) =>
    requests.some(({ recorded }) => recorded !== null) ? foundValues(requests.slice(0, MOST_STEPS), imported) : [],
  );
  const isHidden = (found: FoundValue): boolean => choices.showsSecrets !== true && choices.hides?.(found) === true;
  const secret = values.map((all) => all.filter(isHidden).map(asSecret));
  const chosen = values.map((all, at) => [
    ...all.filter((one) => choices.correlates(one) && !isHidden(one)),
    ...(secret[at] ?? []),
  ]);
  return { values, chosen, given: Object.fromEntries(secret.flat().map(({ name, value }) => [name, value])) };
}

function draftOf(
  scenario: ImportedScenario,
  chosen: readonly FoundValue[],
  choices: ImportChoices,
  notes: string[],
): PlanInput['scenarios'][number] {
  const steps = withFoundValues(stepsOf(scenario, choices, notes), chosen);
  return {
    name: scenario.name.trim().slice(0, 200) || 'imported',
    weight: scenario.weight,
    ...(scenario.cookies === undefined ? {} : { cookies: scenario.cookies }),
    steps: apart(steps.map((step) => sendable(step, (sentence) => notes.push(sentence)))),
  };
}

/** Returns a name such as "DEVICE_ID". */
function asSecret(found: FoundValue): FoundValue {
  const name = found.name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase();
  return { kind: 'secret', name, value: found.value, consumers: found.consumers, places: found.places };
}

interface UnsoundStep {
  readonly scenario: number;
  readonly step: number;
  readonly name: string;
  readonly fault: string;
}

/** Steps that no plan may contain. */
function unsoundSteps(plan: PlanInput): readonly UnsoundStep[] {
  const parsed = parsePlan(plan);
  if (parsed.ok) return [];
  const found = new Map<string, UnsoundStep>();
  for (const { path, message } of parsed.failure.problems ?? []) {
    const [, scenario, at] = /^scenarios\[(\d+)\]\.steps\[(\d+)\]/.exec(path) ?? [];
    if (scenario === undefined || at === undefined) continue;
    const step = plan.scenarios[Number(scenario)]?.steps[Number(at)];
    const name = step?.name ?? step?.url ?? '';
    found.set(`${scenario}/${at}`, { scenario: Number(scenario), step: Number(at), name, fault: message });
  }
  return [...found.values()];
}

/** Makes the import again without these steps; each one is named with its reason. */
function withoutSteps(
  imported: Imported,
  choices: ImportChoices,
  taken: readonly ImportedScenario[],
  unsound: readonly UnsoundStep[],
): ImportResult {
  const dropped = new Set(unsound.map(({ scenario, step }) => taken[scenario]?.requests[step]));
  const takes = (request: ImportedRequest): boolean => choices.takes(request) && !dropped.has(request);
  if (taken.every(({ requests }) => requests.every((request) => dropped.has(request))))
    refuse(`No request of this file can be sent: ${unsound[0]?.fault ?? ''}`);
  const byFault = new Map<string, string[]>();
  for (const { fault, name } of unsound) byFault.set(fault, [...(byFault.get(fault) ?? []), name]);
  const notes = [...byFault].map(
    ([fault, [first, ...more]]) => `“${first}”${more.length === 0 ? ' was' : ` and ${more.length} more were`} left out: ${fault}`,
  );
  const result = importedPlan(imported, { ...choices, takes });
  return { ...result, notTicked: asideNotes(imported, choices), leftOut: [...result.leftOut, ...notes] };
}

function nothingTaken({ kind, scenarios }: Imported): string {
  const all = scenarios.flatMap(({ requests }) => requests);
  return all.length === 0
    ? `This ${kind} holds no request that Onrush can send.`
    : `This ${kind} holds ${counted(all.length, 'request', 'requests')}, but none is chosen${reasons(all)}. Choose at least one.`;
}

function stepsOf({ name, requests }: ImportedScenario, { keepsPauses }: ImportChoices, notes: string[]): StepInput[] {
  if (requests.length > MOST_STEPS)
    notes.push(`“${name}” has ${requests.length} requests; a scenario has at most ${MOST_STEPS}, so the rest was left out.`);
  const first = requests.slice(0, MOST_STEPS);
  return first.map(({ step, recorded }, at) => {
    const pause = keepsPauses ? pauseBehind(first, at) : 0;
    const took = Math.round(recorded?.durationMs ?? 0);
    return { ...step, ...(took > 0 ? { recorded: `${took}ms` } : {}), ...(pause === 0 ? {} : { think: `${pause / 1000}s` }) };
  });
}

/** From the end of everything sent so far to the next request, rounded to a tenth of a second. */
function pauseBehind(requests: readonly ImportedRequest[], at: number): number {
  const next = requests[at + 1]?.recorded?.startedAt ?? Number.NaN;
  const ends = requests.slice(0, at + 1).map(({ recorded }) => (recorded?.startedAt ?? Number.NaN) + (recorded?.durationMs ?? 0));
  const gap = next - Math.max(...ends);
  return gap >= SHORTEST_PAUSE_MS ? Math.min(LONGEST_PAUSE_MS, Math.round(gap / 100) * 100) : 0;
}

/** Steps with equal names get numbers, so that charts and thresholds can distinguish them. */
function apart(steps: readonly StepInput[]): StepInput[] {
  const counts = new Map<string, number>();
  return steps.map((step) => {
    const name = step.name?.replaceAll(/\s+/g, ' ').trim().slice(0, 190) ?? '';
    if (name === '') return step;
    const number = (counts.get(name) ?? 0) + 1;
    counts.set(name, number);
    return { ...step, name: number === 1 ? name : `${name} (${number})` };
  });
}

const ASIDE = {
  static: ['static file', 'static files'],
  'third-party': ['request to another site', 'requests to other sites'],
  telemetry: ['request of a statistics service', 'requests of statistics services'],
  preflight: ['preflight request of the browser', 'preflight requests of the browser'],
  stream: ['event stream, whose response never ends', 'event streams, whose responses never end'],
  disabled: ['disabled request', 'disabled requests'],
  deletes: ['request that deletes', 'requests that delete'],
  choice: ['operation', 'operations'],
} as const;

function asideNotes({ scenarios }: Imported, { takes }: ImportChoices): readonly string[] {
  const left = scenarios.flatMap(({ requests }) => requests).filter((one) => !takes(one));
  return asideCounts(left).map((words) => `${words}: not ticked.`);
}

function reasons(requests: readonly ImportedRequest[]): string {
  const counts = asideCounts(requests);
  return counts.length === 0 ? '' : ` (${counts.join(', ')})`;
}

function asideCounts(requests: readonly ImportedRequest[]): readonly string[] {
  return Object.entries(ASIDE).flatMap(([kind, [one, many]]) => {
    const number = requests.filter(({ leftAside }) => leftAside === kind).length;
    return number === 0 ? [] : [counted(number, one, many)];
  });
}
