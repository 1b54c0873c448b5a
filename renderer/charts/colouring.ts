// What the colour of a single request means: its outcome, its step, its load generator, or the class of its status. Its mark
// always shows the outcome. Pure.
import { isFailure, outcomeFamily, outcomeOf } from '../../shared/outcome.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { GROUPINGS, MOST_GROUPS, type Grouping } from '../../shared/sample-query.ts';
import type { Dots } from '../../shared/snapshot.ts';
import { markOf } from './marks.ts';

export const COLOURINGS = ['outcome', 'step', 'scenario', 'generator', 'status class'] as const;
export type Colouring = (typeof COLOURINGS)[number];

/** The groups into which charts, spectrum and heat map can be split; null if the colours mean something else. */
export function groupingOf(colouring: Colouring): Grouping | null {
  return GROUPINGS.find((grouping) => grouping === colouring) ?? null;
}

/** The names of the steps, scenarios or load generators, and the group of a request by its step and its sender. */
export interface ColourGroups {
  readonly names: readonly string[];
  readonly groupOf: (step: number, sender: number) => number;
}

/** Which colourings a run offers. */
export interface ColouredRun {
  readonly plan: Pick<Plan, 'scenarios'>;
  readonly generators?: readonly string[] | undefined;
}

export function colourGroupsOf({ plan: { scenarios }, generators = [] }: ColouredRun, colouring: Colouring): ColourGroups {
  if (colouring === 'generator') return { names: generators, groupOf: (_, sender) => sender };
  if (colouring !== 'scenario') {
    return { names: scenarios.flatMap(({ steps }) => steps.map(({ name }) => name)), groupOf: (step) => step };
  }
  const ofStep = scenarios.flatMap(({ steps }, scenario) => steps.map(() => scenario));
  return { names: scenarios.map(({ name }) => name), groupOf: (step) => ofStep[step] ?? scenarios.length };
}

const STEP_TOKENS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'] as const;

/** This many steps have their own colour; the others share a grey, so that no colour means two steps. */
export const COLOURED_STEPS = MOST_GROUPS;
export const OTHER_STEPS_TOKEN = 't3';

export function stepToken(step: number): string {
  return STEP_TOKENS[step] ?? OTHER_STEPS_TOKEN;
}

export interface DotColours extends Pick<ColourGroups, 'groupOf'> {
  readonly colouring: Colouring;
}

/** `plain` is the colour of a successful request if the colour shows the outcome. */
export function tokenOf(
  { outcome, status, step, sender }: Dots,
  row: number,
  { colouring, groupOf }: DotColours,
  plain: string,
): string {
  switch (colouring) {
    case 'outcome':
      return isPlain(outcome[row] ?? 0) ? plain : markOf(outcomeOf(outcome[row] ?? 0)).token;
    case 'step':
    case 'scenario':
    case 'generator':
      return stepToken(groupOf(step[row] ?? 0, sender[row] ?? 0));
    case 'status class':
      return STATUS_CLASSES.find(({ first }) => first === Math.floor((status[row] ?? 0) / 100))?.token ?? 'none';
  }
}

export const STATUS_CLASSES = [
  { first: 1, word: '1xx', token: 'c2' },
  { first: 2, word: '2xx', token: 'c1' },
  { first: 3, word: '3xx', token: 'c3' },
  { first: 4, word: '4xx', token: 'c4' },
  { first: 5, word: '5xx', token: 'bad' },
  { first: 0, word: 'no response', token: 'none' },
] as const;

/** True if it is drawn as a dot and not as a mark. */
export function isPlain(outcome: number): boolean {
  return outcomeFamily(outcomeOf(outcome)) === 'ok';
}

export function isFailedDot(dots: Dots, row: number): boolean {
  return isFailure(outcomeOf(dots.outcome[row] ?? 0));
}
