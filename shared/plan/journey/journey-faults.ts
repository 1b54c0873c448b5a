// What is wrong with the names in a plan: they have no value, are used too early, or refer to each other in a circle. Nothing is
// ever sent with an unfilled hole.
import { parseBuiltIn } from './built-in.ts';
import { inheritedFaults } from './inherited-faults.ts';
import type { DataSet } from './journey-schema.ts';
import type { Journeys, JourneyScenario } from './journeys.ts';
import { nearestName } from './nearest-name.ts';
import { nameFaults } from './name-faults.ts';
import type { PlanFault } from './plan-fault.ts';
import { tokenFaults } from './token-faults.ts';
import { anyVariableNames, environmentFault, variablesOf, type Constants } from './plan-variables.ts';
import { hasUnknownServer, staticUrl } from './static-text.ts';
import { textsOf, type PlacedText, type TextStep } from './step-texts.ts';
import { namesIn, parseTemplate, type ParsedTemplate } from './template.ts';
import { urlFault } from '../url-fault.ts';

export function journeyFaults(plan: Journeys): readonly PlanFault[] {
  const environment = environmentFault(plan);
  const { before = [] } = plan;
  const whole = wholeOf(plan);
  const ofBefore = stepsFaults(whole, before, { base: ['before'], made: [], scenario: null });
  const given = namesMadeBy(before);
  return [
    ...(environment === null ? [] : [{ message: environment, path: ['environment'] }]),
    ...nameFaults(plan, (text, known) =>
      textFault(text, (used) => (known.includes(used) ? null : (variesFault(plan, used) ?? unknownName(used, known)))),
    ),
    ...(plan.data ?? []).flatMap(({ pick, onEnd }, at) => endFaults(pick, onEnd, at)),
    ...tokenFaults(plan),
    ...ofBefore,
    ...plan.scenarios.flatMap((_, at) => scenarioFaults(whole, at, given)),
  ];
}

/** A variable is a constant of the run, apart from built-in values. */
function variesFault(plan: Journeys, name: string): string | null {
  const { data = [], before = [], scenarios } = plan;
  const isColumn = data.some((set) => name.startsWith(`${set.name}.`));
  const isMade = [before, ...scenarios.flatMap(({ perVu = [], steps }) => [perVu, steps])].some((steps) =>
    namesMadeBy(steps).includes(name),
  );
  if (!isColumn && !isMade) return null;
  const what = isColumn ? `comes from a row of a data file` : 'is taken from a response';
  return `“${name}” ${what}, so it has no value yet where variables get theirs. Write {{${name}}} in the steps themselves.`;
}

function endFaults(pick: DataSet['pick'], onEnd: DataSet['onEnd'], at: number): readonly PlanFault[] {
  if (onEnd === 'repeat' || pick === 'each') return [];
  const message = `Rows are used up only where every iteration takes another one. Write "pick": "each", or "onEnd": "repeat".`;
  return [{ message, path: ['data', at, 'onEnd'] }];
}

/** Facts about the whole plan, computed once, because a plan may have thousands of texts. */
interface Whole {
  readonly plan: Journeys;
  readonly variables: Constants;
  readonly constants: ReadonlySet<string>;
  readonly sets: ReadonlySet<string>;
  /** All that a URL is judged by beside itself, as a text. */
  readonly constantsText: string;
}

function wholeOf(plan: Journeys): Whole {
  const constants = new Set([...anyVariableNames(plan), ...(plan.secrets ?? [])]);
  const variables = variablesOf(plan);
  const constantsText = JSON.stringify([variables, [...constants], plan.secrets]);
  return { plan, variables, constants, constantsText, sets: new Set((plan.data ?? []).map(({ name }) => name)) };
}

function scenarioFaults(whole: Whole, at: number, given: readonly string[]): readonly PlanFault[] {
  const scenario = whole.plan.scenarios[at];
  if (scenario === undefined) return [];
  const { perVu = [], steps, auth, refresh, refreshOn } = scenario;
  const renewal = refreshOn === undefined ? (refresh === undefined ? null : 'refresh') : 'refreshOn';
  const path = ['scenarios', at];
  const ofSteps = stepsFaults(whole, steps, {
    base: [...path, 'steps'],
    made: [...given, ...namesMadeBy(perVu)],
    scenario: at,
    auth,
  });
  return [
    ...(renewal === null || perVu.length > 0
      ? []
      : [{ message: 'There is nothing to send again. Add steps to "perVu", or leave this out.', path: [...path, renewal] }]),
    ...stepsFaults(whole, perVu, { base: [...path, 'perVu'], made: given, scenario: at }),
    ...inheritedFaults(ofSteps, scenario, at),
  ];
}

interface Place {
  readonly base: readonly (string | number)[];
  /** Names that have a value before the first of the steps. */
  readonly made: readonly string[];
  /** Null for the steps before the run. */
  readonly scenario: number | null;
  readonly auth?: JourneyScenario['auth'];
}

function stepsFaults(whole: Whole, steps: readonly TextStep[], place: Place): readonly PlanFault[] {
  const made = new Set(place.made);
  return steps.flatMap((step, at) => {
    const base = [...place.base, at];
    const texts = knownTexts(step, place.auth);
    const own = Object.keys(step.extract ?? {});
    const faults = texts.flatMap((placed) => {
      const taken = placed.isAfter ? own.filter((name) => !isMadeLater(step, placed, name)) : [];
      const message = placedFault(whole, steps, at, place.scenario, placed, { made, taken });
      return message === null ? [] : [{ message, path: [...base, ...placed.path] }];
    });
    for (const name of own) made.add(name);
    return [...faults, ...urlFaults(step, whole, base)];
  });
}

/** A plan's steps are the same objects until they are changed, and it may have thousands. */
const placedTexts = new WeakMap<TextStep, { readonly auth: string | undefined; readonly texts: readonly PlacedText[] }>();

function knownTexts(step: TextStep, given: JourneyScenario['auth']): readonly PlacedText[] {
  const auth = given === undefined ? undefined : JSON.stringify(given);
  const found = placedTexts.get(step);
  if (found !== undefined && found.auth === auth) return found.texts;
  const texts = textsOf({ auth: given, ...step });
  placedTexts.set(step, { auth, texts });
  return texts;
}

/** The names that have a value for a text: extracted by earlier steps, or by its own step. */
interface Known {
  readonly made: ReadonlySet<string>;
  readonly taken: readonly string[];
}

/** Values are extracted in the order in which they are written, before the checks are evaluated. */
function isMadeLater({ extract = {} }: TextStep, { path }: PlacedText, name: string): boolean {
  const names = Object.keys(extract);
  return path[0] === 'extract' && names.includes(name) && names.indexOf(name) >= names.indexOf(String(path[1]));
}

function namesMadeBy(steps: readonly TextStep[]): readonly string[] {
  return steps.flatMap(({ extract = {} }) => Object.keys(extract));
}

function placedFault(
  { plan, constants, sets }: Whole,
  steps: readonly TextStep[],
  step: number,
  scenario: number | null,
  placed: PlacedText,
  { made, taken }: Known,
): string | null {
  const { isAfter } = placed;
  return templateFault(knownTemplate(placed), (name) => {
    if (constants.has(name) || made.has(name) || taken.includes(name)) return null;
    const dot = name.indexOf('.');
    if (dot > 0 && sets.has(name.slice(0, dot))) return null;
    if (sets.has(name)) return `“${name}” is a data file; write a column of it, such as {{${name}.id}}.`;
    const known = [...constants, ...made, ...taken, ...[...sets].map((one) => `${one}.`)];
    return laterFault(steps, step, name, isAfter) ?? elsewhereFault(plan, scenario, name) ?? unknownName(name, known);
  });
}

function laterFault(steps: readonly TextStep[], step: number, name: string, isAfter: boolean): string | null {
  const later = steps.findIndex((one, at) => at >= step && Object.hasOwn(one.extract ?? {}, name));
  if (later === step)
    return isAfter
      ? `“${name}” is taken later in this step. Values are taken in the order in which they are written.`
      : `“${name}” is made by the response of this step, so it cannot be part of its request.`;
  if (later > step) return `“${name}” is used here, but step ${later + 1} “${steps[later]?.name ?? ''}” makes it later.`;
  return null;
}

function elsewhereFault({ scenarios }: Journeys, scenario: number | null, name: string): string | null {
  const makes = ({ perVu = [], steps }: JourneyScenario): boolean => namesMadeBy([...perVu, ...steps]).includes(name);
  const other = scenarios.find((one) => makes(one));
  if (other === undefined) return null;
  if (scenario === null) return `“${name}” is made in the scenario “${other.name}”, which begins later.`;
  if (scenarios[scenario] === other) return `“${name}” is made in the steps of this scenario, which are sent later.`;
  return `“${name}” is made in the scenario “${other.name}” only; scenarios share no values.`;
}

const templates = new WeakMap<PlacedText, ParsedTemplate>();

function knownTemplate(placed: PlacedText): ParsedTemplate {
  const found = templates.get(placed);
  if (found !== undefined) return found;
  const parsed = parseTemplate(placed.text);
  templates.set(placed, parsed);
  return parsed;
}

function textFault(text: string, faultOf: (name: string) => string | null): string | null {
  return templateFault(parseTemplate(text), faultOf);
}

/** `faultOf` judges a name that is not built in. */
function templateFault(parsed: ParsedTemplate, faultOf: (name: string) => string | null): string | null {
  if (!parsed.ok) return parsed.message;
  for (const piece of parsed.pieces) {
    if (typeof piece === 'string') continue;
    const fault = piece.name.startsWith('$') ? builtInFault(piece.name) : faultOf(piece.name);
    if (fault !== null) return fault;
  }
  return null;
}

function builtInFault(name: string): string | null {
  const parsed = parseBuiltIn(name);
  return parsed.ok ? null : parsed.message;
}

function unknownName(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const hint = near === null ? 'Add a variable, or extract it in a step before.' : `Did you mean {{${near}}}?`;
  return `Nothing makes “${name}”. ${hint}`;
}

const urlSentences = new WeakMap<TextStep, { readonly constantsText: string; readonly message: string | null }>();

function urlFaults(step: TextStep, whole: Whole, base: PlanFault['path']): readonly PlanFault[] {
  const { constantsText } = whole;
  const found = urlSentences.get(step);
  const message = found?.constantsText === constantsText ? found.message : filledUrlFault(step.url, whole);
  urlSentences.set(step, { constantsText, message });
  return message === null ? [] : [{ message, path: [...base, 'url'] }];
}

/** A URL whose beginning is only known during the journey is judged then. */
function filledUrlFault(url: string, { plan, variables, constants }: Whole): string | null {
  if (!url.includes('{{')) return null;
  // A URL with a name that only other environments define is judged in those.
  const isElsewhere = (name: string): boolean => constants.has(name) && plan.secrets?.includes(name) !== true;
  if (namesIn(url).some((name) => !Object.hasOwn(variables, name) && isElsewhere(name))) return null;
  const here = { variables };
  if (hasUnknownServer(url, here)) return null;
  const known = staticUrl(url, here);
  return urlFault(hasTypedSpace(url) ? known : withEscapedSpaces(known));
}

function hasTypedSpace(url: string): boolean {
  const parsed = parseTemplate(url.trim());
  return parsed.ok && parsed.pieces.some((piece) => typeof piece === 'string' && /\s/.test(piece));
}

/** Values are escaped when they are filled in, except in the host. */
function withEscapedSpaces(url: string): string {
  const [server = ''] = /^[a-z]+:\/\/[^/?#]*/i.exec(url) ?? [];
  const [path = '', ...query] = url.slice(server.length).split('?');
  return [`${server}${path.replaceAll(' ', '%20')}`, ...query.map((one) => one.replaceAll(/\s/g, '%20'))].join('?');
}
