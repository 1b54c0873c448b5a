// Whether two runs can fairly be compared: differences between their plans and computers, and whether they can be trusted. Pure.
import { RUN_LETTERS } from './comparison.ts';
import type { HealthVerdict } from './health.ts';
import { staticText } from './plan/journey/static-text.ts';
import { variablesOf } from './plan/journey/plan-variables.ts';
import type { Plan, RequestStep, Scenario, Step } from './plan/plan.ts';
import { DEFAULT_SEED } from './plan/schedule.ts';
import type { RunRow } from './run.ts';

export interface Likeness {
  /** One sentence: "Same plan apart from the path, same computer, both trusted". */
  readonly words: string;
  /** True if a difference may have another cause than the target. */
  readonly isWarning: boolean;
}

export function likenessOf(runs: readonly RunRow[]): Likeness {
  const [baseline, ...others] = runs;
  if (baseline === undefined) return { words: '', isWarning: false };
  const differing = [...new Set(others.flatMap(({ plan }) => planDifferences(baseline.plan, plan)))];
  const plan =
    differing.length === 0
      ? 'Same plan'
      : `${isOnlyTarget(differing) ? 'Same plan apart from' : 'Plans differ in'} ${list(differing)}`;
  const computer = computerWords(runs);
  const trust = trustWords(runs);
  return {
    words: `${plan}, ${computer.words}, ${trust.words}`,
    isWarning: !isOnlyTarget(differing) || computer.isWarning || trust.isWarning,
  };
}

/** These parts may well be what the comparison is about. */
const TARGET_PARTS = ['the host', 'the path', 'the environment'];

function isOnlyTarget(differing: readonly string[]): boolean {
  return differing.every((part) => TARGET_PARTS.includes(part));
}

function planDifferences(a: Plan, b: Plan): string[] {
  const [stepsA, stepsB] = [stepsOf(a), stepsOf(b)];
  const parts: [string, unknown, unknown][] = [
    ['the host', stepsA.map(hostOf), stepsB.map(hostOf)],
    ['the path', stepsA.map(pathOf), stepsB.map(pathOf)],
    ['the requests', stepsA.map(requestOf), stepsB.map(requestOf)],
    ['the scenarios', a.scenarios.map(scenarioOf), b.scenarios.map(scenarioOf)],
    ['the environment', a.environment, b.environment],
    ['the values', valuesOf(a), valuesOf(b)],
    ['the data', a.data, b.data],
    ['the seed', a.seed ?? DEFAULT_SEED, b.seed ?? DEFAULT_SEED],
    ['the steps before the run', beforeOf(a), beforeOf(b)],
    ['the steps once a user', a.scenarios.map(preparationOf), b.scenarios.map(preparationOf)],
    ['the load', [a.load, ...a.scenarios.map(({ load }) => load)], [b.load, ...b.scenarios.map(({ load }) => load)]],
    ['the warm-up', a.warmup, b.warmup],
    ['the timeouts', [a.timeouts, a.gracefulStop], [b.timeouts, b.gracefulStop]],
    ['the connections', [a.http, a.tls], [b.http, b.tls]],
  ];
  return parts.flatMap(([part, ofA, ofB]) => (JSON.stringify(ofA) === JSON.stringify(ofB) ? [] : [part]));
}

/** The parts of a scenario except its steps. */
function scenarioOf({ weight, cookies, pacing, auth, steps }: Scenario): unknown {
  return { weight, cookies, pacing, auth, steps: steps.length };
}

function preparationOf({ perVu, refresh, refreshOn }: Scenario): unknown {
  return { perVu: perVu?.map(wholeOf), refresh, refreshOn };
}

function beforeOf({ before }: Plan): unknown {
  return before?.map(wholeOf);
}

/** The name of a step does not affect the target. */
function wholeOf({ name: _name, ...rest }: Step): unknown {
  return rest;
}

/** The values in the chosen environment; URLs are compared as hosts and paths. */
function valuesOf(plan: Plan): unknown {
  const values = Object.entries(variablesOf(plan)).filter(([, value]) => !/^https?:/i.test(String(value)));
  return values.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The steps with their URLs filled in. */
function stepsOf(plan: Plan): readonly Step[] {
  return plan.scenarios.flatMap(({ steps }) =>
    steps.map((step) => ({ ...step, url: staticText(step.url, plan, (name) => `{{${name}}}`) })),
  );
}

function hostOf({ url }: RequestStep): string {
  return /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
}

function pathOf(step: RequestStep): string {
  return step.url.slice(hostOf(step).length);
}

/** Everything of a step except its URL, and its name, which may be derived from the URL. */
function requestOf({ name: _name, url: _url, ...rest }: RequestStep): unknown {
  return rest;
}

function computerWords(runs: readonly RunRow[]): Likeness {
  const machines = runs.flatMap((run) => run.machine ?? []);
  if (machines.length < runs.length) {
    return { words: 'not known whether the same computer', isWarning: true };
  }
  if (new Set(machines.map(({ tls: _tls, ...computer }) => JSON.stringify(computer))).size > 1)
    return { words: 'different computers', isWarning: true };
  const libraries = new Set(machines.flatMap(({ tls }) => (tls === undefined ? [] : (tls.split(' ')[0] ?? tls))));
  if (libraries.size > 1 && runs.some(mayEncrypt))
    return { words: `same computer, but different TLS libraries (${[...libraries].join(' and ')})`, isWarning: true };
  return { words: 'same computer', isWarning: false };
}

/** True also if the URL contains unknown values. */
function mayEncrypt({ plan }: RunRow): boolean {
  return stepsOf(plan).some(({ url }) => !url.startsWith('http:'));
}

/** The letters of the runs that must not be compared. */
export function suspectLetters(runs: readonly RunRow[]): readonly string[] {
  return lettersOf(runs, 'suspect');
}

function lettersOf(runs: readonly RunRow[], verdict: HealthVerdict): readonly string[] {
  return runs.flatMap(({ summary }, at) => (summary.generator.verdict === verdict ? [RUN_LETTERS[at] ?? ''] : []));
}

/** All runs that are not trusted are named, because readers take the others for clean. */
function trustWords(runs: readonly RunRow[]): Likeness {
  const verdicts = runs.map(({ summary }) => summary.generator.verdict);
  const suspect = lettersOf(runs, 'suspect');
  const strained = lettersOf(runs, 'strained');
  const parts = [
    ...(strained.length === 0 ? [] : [`${list(strained)} ${strained.length === 1 ? 'was' : 'were'} strained for some seconds`]),
    ...(suspect.length === 0
      ? []
      : [`${list(suspect)} ${suspect.length === 1 ? 'is suspect: do not compare it' : 'are suspect: do not compare them'}`]),
  ];
  if (parts.length > 0) return { words: parts.join(', '), isWarning: true };
  if (verdicts.includes(null)) return { words: 'too short to judge this computer', isWarning: false };
  return { words: runs.length === 2 ? 'both trusted' : 'all trusted', isWarning: false };
}

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
