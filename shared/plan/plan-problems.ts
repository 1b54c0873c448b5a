// What the schema of a plan found, as sentences with their places, and with the word that was probably meant.
import type { z } from 'zod';
import type { Problem } from '../errors.ts';
import { placeOfField } from './field-places.ts';
import { meantField, meantValue, otherWay } from './meant-words.ts';

type Issue = z.core.$ZodIssue;
type UnionIssue = z.core.$ZodIssueInvalidUnion;

export function problemsOf(issue: Issue): Problem[] {
  const path = pathText(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: unknownField(path, key, issue.input) }));
    case 'invalid_union': {
      const within = alternativeOf(issue);
      if (within !== null && !isForeign(within, path, issue.input))
        return within.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }));
      return [{ path, message: `${issue.message}${hint(discriminatorIn(issue), optionsOf(issue))}` }];
    }
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    case 'invalid_value':
      return [{ path, message: `${issue.message}${hint(issue.input, issue.values)}` }];
    case 'invalid_type':
      return [{ path, message: issue.message.startsWith('Invalid input') ? typeSentence(issue) : issue.message }];
    default:
      return [{ path, message: issue.message }];
  }
}

/** `place`: the object that has the field. */
function unknownField(path: string, key: string, place: unknown): string {
  const meant = meantField(path, key, fieldsOf(place));
  const belongs = placeOfField(key);
  const advice = belongs === null ? 'Remove it or check its spelling.' : `It belongs ${belongs}.`;
  const hinted = meant === null ? advice : `Did you mean "${meant}"?`;
  return `A plan has no field "${key}" here. ${otherWay(path, key) ?? hinted}`;
}

function hint(written: unknown, values: readonly unknown[]): string {
  if (typeof written !== 'string') return '';
  const meant = meantValue(
    written,
    values.filter((value) => typeof value === 'string'),
  );
  return meant === null ? '' : ` Did you mean "${meant}"?`;
}

/** What the alternative found that the input is closest to; null where it is close to none of them, and where none looked inside. */
function alternativeOf({ errors, input }: UnionIssue): readonly Issue[] | null {
  const inside = errors.filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'));
  if (inside.length === 0) return null;
  const main = fieldsOf(input).find((field) => field !== 'name');
  const ranked = inside
    .map((issues) => ({ issues, rank: strangeness(issues) + (main !== undefined && unknownIn(issues).includes(main) ? 0.5 : 0) }))
    .toSorted((one, other) => one.rank - other.rank);
  const [best, second] = ranked;
  if (best === undefined) return null;
  const missing = best.issues.filter(isMissing);
  if (missing.length === 0 || best.issues.length === missing.length) {
    // Two alternatives lack as much: nobody knows which one is meant.
    return missing.length > 0 && best.rank === second?.rank ? null : best.issues;
  }
  return unknownIn(best.issues).length === 0 ? best.issues : best.issues.filter((issue) => !isMissing(issue));
}

function fieldsOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** Whether the input has no field that any alternative has, and none that somebody might have meant. */
function isForeign(issues: readonly Issue[], path: string, input: unknown): boolean {
  const unknown = unknownIn(issues);
  const fields = fieldsOf(input);
  return fields.length > 0 && unknown.length === fields.length && unknown.every((key) => meantField(path, key, []) === null);
}

/** How far an input is from an alternative: by the fields that this one does not know, and by those that it needs. */
function strangeness(issues: readonly Issue[]): number {
  return unknownIn(issues).length + issues.filter(isMissing).length;
}

function unknownIn(issues: readonly Issue[]): readonly string[] {
  return issues.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : []));
}

function isMissing({ path, input }: Issue): boolean {
  return path.length === 1 && input === undefined;
}

function discriminatorIn({ input, discriminator }: UnionIssue): unknown {
  if (discriminator === undefined || typeof input !== 'object' || input === null) return undefined;
  return Object.entries(input).find(([field]) => field === discriminator)?.[1];
}

function optionsOf(issue: UnionIssue): readonly unknown[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
}

function typeSentence({ expected, input }: z.core.$ZodIssueInvalidType): string {
  return input === undefined ? 'This field is missing.' : `Write ${articled(expected)} here.`;
}

function articled(type: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'a string',
    int: 'a whole number',
    record: 'an object',
    object: 'an object',
    array: 'a list',
  };
  return names[type] ?? `a ${type}`;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
