// A plan as a self-contained k6 script, which says at its top where k6 behaves differently. Pure: it reads no file.
import type { Plan, Scenario } from '../plan.ts';
import { sentStepsOf, type SentStep } from '../sent-steps.ts';
import { DEFAULT_SEED } from '../schedule.ts';
import { streamsOf } from '../streams.ts';
import type { JsonValue } from '../journey/value.ts';
import type { Helper } from './helper.ts';
import { HELPERS } from './helpers.ts';
import { identifier, indented, key, literal, member, quoted } from './js-text.ts';
import { loadCode } from './load-code.ts';
import { lossesOf } from './losses.ts';
import { Names } from './names.ts';
import { optionsText, type LoadName } from './options.ts';
import { CORE, OTHER_CORE } from './step-helpers.ts';
import { functionCode, stepCall, stepCode, thinkCode, type Findings } from './steps.ts';
import { thresholdsOf } from './thresholds.ts';
import { Tokens } from './tokens.ts';

export interface K6ScriptOptions {
  /** The path under which the script opens a file of the plan; by default the path in the plan. */
  readonly pathOf?: (path: string) => string;
  /**
   * For a run that Onrush watches: the values that the steps before the run extracted. The script announces when it begins, and
   * judges nothing.
   */
  readonly watched?: { readonly given: Readonly<Record<string, JsonValue>> };
}

export interface K6Script {
  readonly text: string;
  /** Whole sentences. */
  readonly losses: readonly string[];
  /** Environment variables that whoever runs the script must set. */
  readonly needed: readonly string[];
  /** Those values of them that the plan itself contains. */
  readonly held: Readonly<Record<string, string>>;
  /** The paths in the plan of all files that it opens. */
  readonly files: readonly string[];
}

/** The line that a watched script writes when its load begins. */
export const BEGINS = 'onrush: the load begins';

export function k6Script(plan: Plan, { pathOf = openedAs, watched }: K6ScriptOptions = {}): K6Script {
  const names = new Names(plan);
  const findings: Findings = { files: new Set(), losses: [], tokens: new Tokens() };
  const journeys = journeyNames(plan.scenarios);
  const loads = loadNames(plan);
  const options = optionsText({ plan, names, loads, pathOf, hasThresholds: watched === undefined });
  const steps = sentStepsOf(plan);
  const functions = plan.scenarios.flatMap((scenario, at) =>
    journeyCode(scenario, at, journeys[at] ?? '', steps, names, findings),
  );
  const setup = setupCode(steps, names, findings, watched);
  const load = loadCode(plan, loads, journeys, names);
  const variables = names.declarations();
  const data = dataCode(plan, names, pathOf);
  const made = [...new Set(steps.flatMap(({ step: { extract = {} } }) => Object.keys(extract)))];
  const losses = lossesOf(plan, findings.losses);
  const text = sections([
    headCode(plan, losses, names.secrets.names),
    importsCode(names),
    // The options may refer to these two.
    names.secrets.declarations(),
    data,
    options,
    metricsCode(plan),
    constantsCode(plan, made),
    variables,
    filesCode(findings.files, pathOf),
    findings.tokens.declarations(),
    setup,
    load,
    ...functions,
    '// What follows is the same for every plan.',
    ...helperCodes(names.used),
  ]);
  const files = [
    ...(plan.data ?? []).map(({ file }) => file),
    ...findings.files,
    ...[plan.tls.cert, plan.tls.key].filter((file) => file !== undefined),
  ];
  return { text, losses, needed: names.secrets.names, held: names.secrets.held, files: [...new Set(files)] };
}

function openedAs(path: string): string {
  return /^(?:\/|[A-Za-z]:|\.\.?\/)/.test(path) ? path : `./${path}`;
}

function sections(all: readonly string[]): string {
  return `${all.filter((one) => one !== '').join('\n\n')}\n`;
}

/** One function name for each scenario. */
function journeyNames(scenarios: readonly Scenario[]): readonly string[] {
  const taken = new Set(RESERVED);
  return scenarios.map(({ name }) => {
    const own = identifier(`journey ${name}`, taken);
    taken.add(own);
    return own;
  });
}

/** Names that the script itself uses. */
const RESERVED = ['data', 'files', 'vars', 'secrets', 'outside', 'options', 'setup', 'load', ...HELPERS.map(({ name }) => name)];

function loadNames(plan: Plan): readonly LoadName[] {
  const streams = streamsOf(plan);
  const isAlone = streams.filter(({ scenarios }) => scenarios.length > 0).length === 1;
  const taken = new Set<string>();
  return streams.map(({ scenarios }, at) => {
    const words = scenarios.length === 1 ? (plan.scenarios[scenarios[0] ?? 0]?.name ?? '') : 'load';
    const own = identifier(words, taken);
    taken.add(own);
    return { scenario: own, exec: isAlone ? null : `load${at + 1}` };
  });
}

function headCode(plan: Plan, losses: readonly string[], needed: readonly string[]): string {
  const lines = [
    `${oneLine(plan.name)}: written by Onrush from a plan. Run it with: k6 run ${needed.map((name) => `-e ${name}=… `).join('')}FILE`,
    '',
    'What k6 does differently from Onrush:',
    ...losses.map((loss) => `- ${oneLine(loss)}`),
    '',
    'The metrics service_time, requests and request_failed count as Onrush does: a failed check or a value that is not',
    'there fails its request, and service_time goes from sent to last byte, the connection included.',
  ];
  return lines.map((line) => `// ${line}`.trimEnd()).join('\n');
}

/** A name in a plan must not end the comment that contains it. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
}

function importsCode({ used }: Names): string {
  const encodings = [...(used.has('b64encode') ? ['b64encode'] : []), ...(used.has('decoded') ? ['b64decode'] : [])];
  return [
    "import { check, sleep } from 'k6';",
    "import { SharedArray } from 'k6/data';",
    ...(encodings.length === 0 ? [] : [`import { ${encodings.join(', ')} } from 'k6/encoding';`]),
    "import exec from 'k6/execution';",
    ...(used.has('htmlAt') ? ["import { parseHTML } from 'k6/html';"] : []),
    "import http from 'k6/http';",
    "import { Counter, Rate, Trend } from 'k6/metrics';",
  ].join('\n');
}

function metricsCode(plan: Plan): string {
  const hasJourneys = thresholdsOf(plan).some(({ metric }) => metric.startsWith('journey_time'));
  return [
    "const serviceTime = new Trend('service_time', true);",
    "const requests = new Counter('requests');",
    "const requestFailed = new Rate('request_failed');",
    ...(hasJourneys ? ["const journeyTime = new Trend('journey_time', true);"] : []),
  ].join('\n');
}

function constantsCode(plan: Plan, made: readonly string[]): string {
  return [
    `const SEED = ${plan.seed ?? DEFAULT_SEED};`,
    `const WARM_UP_MS = ${plan.warmup};`,
    `const TIMEOUT = ${plan.timeouts.total};`,
    ...((plan.data ?? []).some(({ onEnd }) => onEnd === 'stop') ? [`const GRACE_SECONDS = ${plan.gracefulStop / 1000};`] : []),
    '/** What steps take from their responses. */',
    `const MADE = ${literal([...made])};`,
  ].join('\n');
}

function dataCode(plan: Plan, names: Names, pathOf: (path: string) => string): string {
  const sets = (plan.data ?? []).map(({ name, file, delimiter }) => {
    names.used.add('rowsOf');
    const more = delimiter === undefined ? '' : `, ${quoted(delimiter)}`;
    return `  ${key(name)}: new SharedArray(${quoted(name)}, () => rowsOf(open(${quoted(pathOf(file))})${more})),`;
  });
  return sets.length === 0 ? '' : `const data = {\n${sets.join('\n')}\n};`;
}

function filesCode(files: ReadonlySet<string>, pathOf: (path: string) => string): string {
  const lines = [...files].map((file) => `  ${quoted(file)}: open(${quoted(pathOf(file))}, 'b'),`);
  return lines.length === 0 ? '' : `const files = {\n${lines.join('\n')}\n};`;
}

/** The code of a scenario: its steps and, if necessary, the preparation of its user. */
function journeyCode(
  scenario: Scenario,
  at: number,
  name: string,
  steps: readonly SentStep[],
  names: Names,
  findings: Findings,
): string[] {
  const { perVu = [], refreshOn, refresh, auth } = scenario;
  const prepare = `prepare${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const linesOf = (part: SentStep['part']): string[] =>
    steps.flatMap(({ step, part: own, scenario: of }, index) => {
      if (own !== part || of !== at) return [];
      const renewal =
        part === 'scenario' && perVu.length > 0 && refreshOn !== undefined
          ? { status: refreshOn, call: `${prepare}(v, true)` }
          : null;
      const place = { index, part, journey: scenario.name, auth: part === 'scenario' ? auth : undefined, renewal };
      return [stepCall(stepCode(step, place, names, findings)), thinkCode(step.think, names)];
    });
  const main = functionCode(name, linesOf('scenario'));
  if (perVu.length === 0) return [main];
  names.used.add('prepare');
  const made = perVu.flatMap(({ extract = {} }) => Object.keys(extract));
  const inner = functionCode('once', linesOf('per-vu'));
  return [
    `function ${prepare}(v, again) {\n  return prepare(v, ${quoted(name)}, ${literal(made)}, ${refresh ?? 'null'}, again, once);\n\n${indented(inner)}\n}`,
    main,
  ];
}

function setupCode(steps: readonly SentStep[], names: Names, findings: Findings, watched: K6ScriptOptions['watched']): string {
  const lines: string[] = [];
  const before =
    watched === undefined ? steps.flatMap((sent, index) => (sent.part === 'before' ? [{ ...sent, index }] : [])) : [];
  const made = before.flatMap(({ step: { extract = {} } }) => Object.keys(extract));
  if (before.length > 0) lines.push('const v = begin(0, 0, {}, {}, new http.CookieJar());');
  for (const { step, index } of before) {
    const place = { index, part: 'before', journey: 'before', auth: undefined, renewal: null } as const;
    lines.push(
      `if (!step(v, ${stepCode(step, place, names, findings)})) {\n  throw new Error(${quoted(`The step “${step.name}” before the run failed.`)});\n}`,
    );
    lines.push(thinkCode(step.think, names));
  }
  names.isBefore = false;
  const needed = names.secrets.names;
  if (needed.length > 0) {
    names.used.add('needs');
    lines.unshift(`needs(${needed.map(quoted).join(', ')});`);
  }
  const given = made.map((name) => `${quoted(name)}: v.$made${member(name)}`);
  if (watched !== undefined)
    given.push(...Object.entries(watched.given).map(([name, value]) => `${quoted(name)}: ${literal(value)}`));
  if (findings.tokens.count > 0) given.push('$tokens: TOKENS.map((request) => fetchToken(request()))');
  if (watched !== undefined) lines.push(`console.log(${quoted(BEGINS)});`, 'sleep(0.1);');
  lines.push(`return { ${given.join(', ')} };`.replace('{  }', '{}'));
  if (lines.length === 1 && given.length === 0) return '';
  return `export function setup() {\n${lines
    .filter((line) => line !== '')
    .map(indented)
    .join('\n')}\n}`;
}

function helperCodes(used: ReadonlySet<string>): readonly string[] {
  const all: readonly Helper[] = [...CORE, ...OTHER_CORE, ...HELPERS];
  const wanted = new Set<string>();
  const want = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const needed of all.find((helper) => helper.name === name)?.needs ?? []) want(needed);
  };
  for (const name of ['step', ...used]) want(name);
  return all.filter(({ name }) => wanted.has(name)).map(({ code }) => code);
}
