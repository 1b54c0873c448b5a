// What is wrong with a draft, by the path of the field that can put it right. Knows no screen.
import type { Problem } from '../../../../shared/errors.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { parsePlan } from '../../../../shared/plan/plan-parse.ts';
import { unfilledProblems } from '../../../../shared/plan/unfilled.ts';
import { planInputOf, type Draft } from './draft.ts';
import type { StepDraft } from './draft-scenario.ts';

/** Field path as the form has it (`load.open.stages.0.target`) -> sentence; in the order of the plan. */
export type Faults = ReadonlyMap<string, string>;

export interface JudgedDraft {
  /** Null while something is wrong. */
  readonly plan: Plan | null;
  readonly faults: Faults;
}

export function judgeDraft(draft: Draft): JudgedDraft {
  const parsed = parsePlan(planInputOf(draft));
  const faults = new Map<string, string>();
  const problems = parsed.ok
    ? unfilledProblems(parsed.value)
    : (parsed.failure.problems ?? [{ path: '', message: parsed.failure.message }]);
  for (const problem of problems) addFault(faults, fieldPath(draft, problem), problem.message);
  return { plan: parsed.ok && faults.size === 0 ? parsed.value : null, faults };
}

/** "2 problems"; empty when there is none. */
export function countFaults(faults: Faults): string {
  return faults.size === 0 ? '' : `${faults.size} ${faults.size === 1 ? 'problem' : 'problems'}`;
}

/** "in the load model and thresholds"; empty when there is none. */
export function placeFaults(faults: Faults): string {
  const places = [...new Set([...faults.keys()].map(placeOf))];
  const last = places.pop();
  if (last === undefined) return '';
  return places.length === 0 ? `in ${last}` : `in ${places.join(', ')} and ${last}`;
}

function addFault(faults: Map<string, string>, path: string, message: string): void {
  if (!faults.has(path)) faults.set(path, message);
}

function fieldPath(draft: Draft, { path }: Problem): string {
  const header = /^(scenarios\[(\d+)\]\.steps\[(\d+)\]\.headers)(?:\.([^]*)|\[(\d+)\])$/.exec(path);
  if (header !== null) {
    const [, list = '', scenario, step, name = '', at] = header;
    const found = draft.scenarios[Number(scenario)]?.steps[Number(step)];
    const row = at === undefined ? headerRow(found, name) : (writtenHeaders(found)[Number(at)] ?? 0);
    return `${dotted(list)}.${row}.name`;
  }
  if (path === 'load.stages') return `load.${draft.load.model}.stages.0.target`;
  if (path.startsWith('load.')) return dotted(path).replace('load', `load.${draft.load.model}`);
  const threshold = /^thresholds\[(\d+)\](?:\.(\w+))?$/.exec(path);
  if (threshold === null) return dotted(path);
  const [, written, field = 'expression'] = threshold;
  return `thresholds.${writtenThresholds(draft)[Number(written)] ?? 0}.${field}`;
}

function dotted(path: string): string {
  return path.replaceAll(/\[(\d+)\]/g, '.$1');
}

function headerRow(step: StepDraft | undefined, name: string): number {
  const isMeant = (row: StepDraft['headers'][number]): boolean =>
    row.name.trim() === name && (name !== '' || row.value.trim() !== '');
  return Math.max(0, step?.headers.findIndex(isMeant) ?? 0);
}

/** The rows that reach the plan. */
function writtenHeaders(step: StepDraft | undefined): number[] {
  return (step?.headers ?? []).flatMap(({ name, value }, row) => (name.trim() === '' && value.trim() === '' ? [] : [row]));
}

/** The rows that reach the plan: blank ones are left out. */
function writtenThresholds({ thresholds }: Draft): number[] {
  return thresholds.flatMap(({ expression }, row) => (expression.trim() === '' ? [] : [row]));
}

const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^name$/, 'the name'],
  [/\.headers\./, 'headers'],
  [/\.body$/, 'the body'],
  [/\.url$/, 'the URL'],
  [/\.method$/, 'the method'],
  [/\.auth(\.|$)/, 'authentication'],
  [/^scenarios/, 'steps'],
  [/^(load|warmup)/, 'the load model'],
  [/^thresholds/, 'thresholds'],
  [/^http\./, 'the connection'],
  [/^tls\./, 'TLS'],
  [/^(timeouts|gracefulStop)/, 'timeouts'],
];

function placeOf(path: string): string {
  return PLACES.find(([pattern]) => pattern.test(path))?.[1] ?? 'the plan';
}
