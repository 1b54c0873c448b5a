// Which parts of a sent request are values that its step put in, so that they can be distinguished from constant text. Pure.
import { variablesOf } from '../../../shared/plan/journey/plan-variables.ts';
import { textsOf } from '../../../shared/plan/journey/step-texts.ts';
import { namesIn } from '../../../shared/plan/journey/template.ts';
import { jsonText } from '../../../shared/plan/journey/value.ts';
import type { PlanTry } from '../../host/plan-tries.ts';

/** A shorter value would be found by chance. */
const SHORTEST = 2;

/** The values of the names that the step's request uses, in each form in which a request writes them; the longest ones first. */
export function filledValues({ plan, steps, data }: PlanTry, at: number): readonly string[] {
  const entry = steps[at];
  if (entry === undefined) return [];
  const { scenario, step } = entry;
  const auth = entry.part === 'scenario' ? plan.scenarios[scenario ?? -1]?.auth : undefined;
  const names = new Set(textsOf({ auth, ...step }).flatMap(({ text, isAfter }) => (isAfter ? [] : namesIn(text))));
  const earlier = steps.slice(0, at).filter((one) => one.scenario === null || one.scenario === scenario);
  const known = new Map([
    ...Object.entries(variablesOf(plan)),
    ...(data[scenario ?? -1] ?? []).map(({ name, value }) => [name, value] as const),
    ...earlier.flatMap(({ tried }) => (tried?.values ?? []).map(({ name, value }) => [name, value] as const)),
  ]);
  const values = [...names].flatMap((name) => {
    const value = known.get(name);
    return value === undefined ? [] : writings(jsonText(value));
  });
  return [...new Set(values)].filter((value) => value.length >= SHORTEST).toSorted((a, b) => b.length - a.length);
}

function writings(value: string): readonly string[] {
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  return [value, encodeURIComponent(value.toWellFormed()), form, JSON.stringify(value).slice(1, -1)];
}

export interface SentPiece {
  readonly text: string;
  readonly isFilled: boolean;
}

/** Cuts a text at the values; a value within a longer word or number is not one. */
export function sentPieces(text: string, values: readonly string[]): readonly SentPiece[] {
  if (values.length === 0) return [{ text, isFilled: false }];
  const any = values.map((value) => value.replaceAll(/[\\^$*+?.()|[\]{}/]/g, String.raw`\$&`)).join('|');
  const found = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, 'u'));
  return found.map((piece, at) => ({ text: piece, isFilled: at % 2 === 1 })).filter((piece) => piece.text !== '');
}
