// Asks one question of a response. Sentences name what was asked, so that the same failure has the same words.
import { isMet, parseAmount, parseTimeAmount } from '../../../shared/plan/journey/amount.ts';
import { checkName } from '../../../shared/plan/journey/check-name.ts';
import type { Check } from '../../../shared/plan/journey/check-schema.ts';
import { checkSentence, GRAPHQL_CHECK, graphqlSentence } from '../../../shared/plan/journey/failed-check.ts';
import { parsePattern } from '../../../shared/plan/journey/pattern.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { compileText, render, type CompiledText } from './compiled-text.ts';
import { jsonFinder } from './json-finder.ts';
import type { NameTable } from './name-table.ts';
import type { Received } from './received.ts';
import type { Scope } from './scope.ts';

export interface CompiledCheck {
  readonly name: string;
  readonly isOfStatus: boolean;
  /** null where the response is as asked; else why not, in words. */
  fails(received: Received, scope: Scope): string | null;
}

/** A 200 of GraphQL may hold nothing but errors. */
export function graphqlCheck(): CompiledCheck {
  const fails = ({ json }: Received): string | null => {
    const value = json?.value;
    const errors = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['errors'] : undefined;
    if (!Array.isArray(errors) || errors.length === 0) return null;
    const [first] = errors;
    const message = typeof first === 'object' && first !== null && !Array.isArray(first) ? first['message'] : undefined;
    return graphqlSentence(typeof message === 'string' ? message.slice(0, 200) : 'the response has errors');
  };
  return { name: GRAPHQL_CHECK, isOfStatus: false, fails };
}

type Judge = (received: Received, scope: Scope) => string | null;

export function compileCheck(check: Check, names: NameTable): CompiledCheck {
  const name = checkName(check);
  const judge = judgeOf(check, names);
  const fails = (received: Received, scope: Scope): string | null => {
    const reason = ofWhole(judge(received, scope), received, 'status' in check || 'time' in check || 'header' in check);
    return reason === null ? null : checkSentence(name, `${reason}.`);
  };
  return { name, isOfStatus: 'status' in check, fails };
}

/** Of a body that was cut nobody knows the rest. */
function ofWhole(reason: string | null, { readPart }: Received, isOfHead: boolean): string | null {
  if (reason === null || isOfHead || readPart === null) return reason;
  return readPart.startsWith('the') ? `only ${readPart} were read, and ${reason}` : `${readPart} was read, and ${reason}`;
}

function judgeOf(check: Check, names: NameTable): Judge {
  if ('status' in check) {
    const allowed = [check.status].flat().map((status) => String(status).toLowerCase());
    return ({ response: { status } }) => (allowed.some((one) => isStatus(status, one)) ? null : `it is ${status}`);
  }
  if ('time' in check) {
    const amount = parseTimeAmount(check.time);
    return ({ serviceMs }) => (amount !== null && isMet(amount, serviceMs) ? null : 'it took another time');
  }
  if ('body' in check) return bodyJudge(check.body, check.value, names);
  if ('header' in check) {
    const { header } = check;
    return textJudge(
      check,
      names,
      (received) => received.headerValues(header).map((value) => value),
      `there is no header ${header}`,
    );
  }
  return jsonJudge(check, names);
}

function isStatus(status: number, allowed: string): boolean {
  return allowed.endsWith('xx') ? Math.floor(status / 100) === Number(allowed[0]) : status === Number(allowed);
}

function bodyJudge(demand: 'contains' | 'not-contains' | 'is' | 'matches', value: string, names: NameTable): Judge {
  if (demand === 'matches') {
    const pattern = patternOf(value);
    return ({ text }) => (pattern(text) ? null : 'the body does not');
  }
  const wanted = compileText(value, names);
  return ({ text }, scope) => {
    const sought = render(wanted, scope);
    if (demand === 'is') return text === sought ? null : 'the body is another';
    return text.includes(sought) === (demand === 'contains')
      ? null
      : demand === 'contains'
        ? 'the body does not'
        : 'the body does';
  };
}

type JsonCheck = Extract<Check, { json: string }>;

function jsonJudge(check: JsonCheck, names: NameTable): Judge {
  const { find, count: countAt } = jsonFinder(check.json, names);
  const nothing = `there is nothing at ${check.json}`;
  const count = check.count === undefined ? null : parseAmount(check.count);
  const amount = check.value === undefined ? null : parseAmount(check.value);
  if (count !== null) {
    return (received, scope) => {
      const length = countAt(received, scope);
      return isMet(count, length) ? null : `there are ${length}`;
    };
  }
  if (amount !== null) {
    return (received, scope) => {
      const [value] = find(received, scope);
      if (value === undefined) return nothing;
      return typeof value === 'number' && isMet(amount, value) ? null : 'the value is another';
    };
  }
  return textJudge(check, names, find, nothing);
}

interface TextDemand {
  readonly is?: JsonValue | undefined;
  readonly isNot?: JsonValue | undefined;
  readonly contains?: string | undefined;
  readonly matches?: string | undefined;
  readonly exists?: boolean | undefined;
}

function textJudge(
  demand: TextDemand,
  names: NameTable,
  find: (received: Received, scope: Scope) => readonly JsonValue[],
  nothing: string,
): Judge {
  if (demand.exists === false) return (received, scope) => (find(received, scope).length === 0 ? null : 'it is there');
  const holds = holdsOf(demand, names);
  return (received, scope) => {
    const [value] = find(received, scope);
    if (value === undefined) return received.json === null && nothing.includes('$') ? 'the body is not JSON' : nothing;
    return holds(value, scope) ? null : 'the value is another';
  };
}

function holdsOf({ is, isNot, contains, matches }: TextDemand, names: NameTable): (value: JsonValue, scope: Scope) => boolean {
  if (is !== undefined) return equals(is, names);
  if (isNot !== undefined) {
    const same = equals(isNot, names);
    return (value, scope) => !same(value, scope);
  }
  if (contains !== undefined) {
    const part = compileText(contains, names);
    return (value, scope) => jsonText(value).includes(render(part, scope));
  }
  if (matches === undefined) return () => true;
  const pattern = patternOf(matches);
  return (value) => pattern(jsonText(value));
}

/** A text with holes is compared as text: an extracted number equals its digits. */
function equals(wanted: JsonValue, names: NameTable): (value: JsonValue, scope: Scope) => boolean {
  if (typeof wanted !== 'string') return (value) => isSame(value, wanted);
  const text: CompiledText = compileText(wanted, names);
  const hasHole = wanted.includes('{{');
  return (value, scope) => (hasHole ? jsonText(value) : value) === render(text, scope);
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => isSame(one, b[at] ?? null));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
  );
}

function patternOf(text: string): (value: string) => boolean {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const { pattern } = parsed;
  return (value) => pattern.matcher(value).find();
}
