// The draft's checks of a step: as rows, made from a plan and back. It does not know screens.
import { z } from 'zod';
import type { Check } from '../../../../shared/plan/journey/check-schema.ts';
import { parseJson, jsonText, type JsonValue } from '../../../../shared/plan/journey/value.ts';
import { printValue, readValue } from './json-text.ts';

const CHECK_KINDS = ['status', 'json', 'header', 'body', 'time', 'other'] as const;

export const check = z.strictObject({
  /** If empty, the check is named after its condition. */
  name: z.string(),
  /** `other` is a check with several conditions; it is kept as JSON in `value`. */
  kind: z.enum(CHECK_KINDS),
  place: z.string(),
  relation: z.string(),
  value: z.string(),
});

export type CheckDraft = z.infer<typeof check>;
export type CheckKind = CheckDraft['kind'];

export interface Relation {
  readonly value: string;
  readonly label: string;
  /** True if it needs no value to compare with. */
  readonly isAlone?: boolean;
}

const EXISTENCE: readonly Relation[] = [
  { value: 'exists', label: 'exists', isAlone: true },
  { value: 'absent', label: 'is absent', isAlone: true },
];

/** The relations of each kind, the usual one first. */
export const RELATIONS: Readonly<Record<CheckKind, readonly Relation[]>> = {
  status: [{ value: 'is', label: 'is' }],
  json: [
    { value: 'is', label: 'is' },
    { value: 'isNot', label: 'is not' },
    { value: 'contains', label: 'contains' },
    { value: 'matches', label: 'matches' },
    { value: 'value', label: 'number is' },
    { value: 'count', label: 'count is' },
    ...EXISTENCE,
  ],
  header: [
    { value: 'is', label: 'is' },
    { value: 'contains', label: 'contains' },
    { value: 'matches', label: 'matches' },
    ...EXISTENCE,
  ],
  body: [
    { value: 'contains', label: 'contains' },
    { value: 'not-contains', label: 'lacks' },
    { value: 'is', label: 'is' },
    { value: 'matches', label: 'matches' },
  ],
  time: [
    { value: '<', label: 'below' },
    { value: '<=', label: 'at most' },
    { value: '>', label: 'above' },
    { value: '>=', label: 'at least' },
    { value: '==', label: 'exactly' },
    { value: '!=', label: 'not' },
  ],
  other: [{ value: 'is', label: 'is' }],
};

export function newCheck(kind: CheckKind = 'status'): CheckDraft {
  return { name: '', kind, place: '', relation: RELATIONS[kind][0]?.value ?? 'is', value: '' };
}

/** Changes the kind of a row and keeps what fits. */
export function withCheckKind(row: CheckDraft, kind: CheckKind): CheckDraft {
  const fits = RELATIONS[kind].some(({ value }) => value === row.relation);
  return { ...row, kind, relation: fits ? row.relation : (RELATIONS[kind][0]?.value ?? 'is') };
}

export function isAlone({ kind, relation }: CheckDraft): boolean {
  return RELATIONS[kind].find(({ value }) => value === relation)?.isAlone ?? false;
}

/** Empty rows are left out. */
export function isWritten(row: CheckDraft): boolean {
  return row.kind === 'other' || isAlone(row) || `${row.place}${row.value}`.trim() !== '';
}

export function checkDrafts(given: readonly Check[] | undefined): CheckDraft[] {
  return (given ?? []).map(checkDraft);
}

export function checksInput(rows: readonly CheckDraft[]): { readonly checks?: unknown } {
  const written = rows.filter(isWritten);
  return written.length === 0 ? {} : { checks: written.map(oneInput) };
}

function checkDraft(given: Check): CheckDraft {
  const named = { ...newCheck(), name: given.name ?? '' };
  if ('status' in given) return { ...named, value: [given.status].flat().join(', ') };
  if ('time' in given) {
    const [, relation = '==', value = ''] = /^\s*(<=|>=|==|!=|<|>)?\s*(.*?)\s*$/.exec(given.time) ?? [];
    return { ...named, kind: 'time', relation, value };
  }
  if ('body' in given) return { ...named, kind: 'body', relation: given.body, value: given.value };
  const { name: _, ...asked } = given;
  const [kind, place] = 'json' in given ? (['json', given.json] as const) : (['header', given.header] as const);
  const demands = Object.entries(asked).flatMap(([key, value]): [string, JsonValue][] =>
    key === kind || value === undefined ? [] : [[key, value]],
  );
  const [demand] = demands;
  if (demands.length > 1) return { ...named, kind: 'other', value: JSON.stringify(asked) };
  if (demand === undefined || demand[0] === 'exists')
    return { ...named, kind, place, relation: demand?.[1] === false ? 'absent' : 'exists' };
  const [relation, value] = demand;
  return { ...named, kind, place, relation, value: isJson(relation) && kind === 'json' ? printValue(value) : jsonText(value) };
}

/** True for a value of any JSON type, false for a text. */
function isJson(relation: string): boolean {
  return relation === 'is' || relation === 'isNot';
}

function oneInput(row: CheckDraft): unknown {
  const { kind, place, relation, value } = row;
  const named = row.name.trim() === '' ? {} : { name: row.name.trim() };
  switch (kind) {
    case 'status':
      return { ...named, status: statusInput(value) };
    case 'time':
      return { ...named, time: `${relation} ${withUnit(value.trim())}` };
    case 'body':
      return { ...named, body: relation, value };
    case 'other':
      return { ...named, ...objectOf(parseJson(value)?.value) };
    case 'json':
    case 'header':
      return { ...named, [kind]: place.trim(), ...demandInput(row) };
  }
}

function demandInput({ kind, relation, value }: CheckDraft): Record<string, JsonValue> {
  if (relation === 'exists' || relation === 'absent') return { exists: relation === 'exists' };
  if (kind === 'json' && isJson(relation)) return { [relation]: readValue(value) };
  return { [relation]: value };
}

function statusInput(text: string): unknown {
  const all = text.split(/[\s,]+|\bor\b/).filter((one) => one !== '');
  const read = all.map((one) => (/^\d+$/.test(one) ? Number(one) : one));
  return read.length === 1 ? read[0] : read;
}

/** 500 means milliseconds, as in thresholds. */
function withUnit(text: string): string {
  return /^\d+(\.\d+)?$/.test(text) ? `${text}ms` : text;
}

function objectOf(value: JsonValue | undefined): Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
