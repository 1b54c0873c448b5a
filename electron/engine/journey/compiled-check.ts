// Checks one thing about a response. Its sentences name what was expected, so that equal failures have equal sentences.
import { isMet, isStatusText, parseAmount, parseTimeAmount, type Amount } from '../../../shared/plan/journey/amount.ts';
import { checkName, conditionOf } from '../../../shared/plan/journey/check-name.ts';
import type { Check } from '../../../shared/plan/journey/check-schema.ts';
import { checkSentence, GRAPHQL_CHECK, graphqlSentence } from '../../../shared/plan/journey/failed-check.ts';
import { hasHoles } from '../../../shared/plan/journey/template.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { compilePattern } from './compiled-pattern.ts';
import { compileText, render } from './compiled-text.ts';
import { jsonFinder } from './json-finder.ts';
import type { NameTable } from './name-table.ts';
import type { Received } from './received.ts';
import type { Scope } from './scope.ts';

export interface CompiledCheck {
  readonly name: string;
  readonly isOfStatus: boolean;
  /** Returns null if the check passed, otherwise a sentence that says why not. */
  fails(received: Received, scope: Scope): string | null;
}

/** A GraphQL response can have status 200 and contain only errors. */
export function graphqlCheck(): CompiledCheck {
  const fails = (received: Received): string | null => {
    const { json, readPart } = received;
    // Without a body there is nothing to say about it.
    if (json === null && readPart === null && received.text.trim() !== '') return graphqlSentence('the response is not JSON');
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
  // A name that the plan gives says nothing about the condition, which the reason refers to.
  const asked = check.name === undefined ? '' : `${conditionOf(check)}, but `;
  const fails = (received: Received, scope: Scope): string | null => {
    const reason = ofWhole(judge(received, scope), received, 'status' in check || 'time' in check || 'header' in check);
    return reason === null ? null : checkSentence(name, `${asked}${reason}.`);
  };
  return { name, isOfStatus: 'status' in check, fails };
}

/** Adds a note if the body was cut, because the missing part is unknown. */
function ofWhole(reason: string | null, { readPart }: Received, isOfHead: boolean): string | null {
  if (reason === null || isOfHead || readPart === null) return reason;
  return readPart.startsWith('the') ? `only ${readPart} were read, and ${reason}` : `${readPart} was read, and ${reason}`;
}

function judgeOf(check: Check, names: NameTable): Judge {
  if ('status' in check) return statusJudge(check.status, names);
  if ('time' in check) {
    return amountJudge(
      check.time,
      parseTimeAmount,
      names,
      ({ serviceMs }) => serviceMs,
      () => 'it took another time',
    );
  }
  if ('body' in check) return bodyJudge(check.body, check.value, names);
  if ('header' in check) {
    const { header } = check;
    return textJudge(
      check,
      names,
      (received) => received.headerValues(header).map((value) => value),
      `there is no header ${header}`,
      Infinity,
    );
  }
  return jsonJudge(check, names);
}

function statusJudge(wanted: Extract<Check, { status: unknown }>['status'], names: NameTable): Judge {
  const allowed = [wanted].flat().map((status) => compileText(String(status), names));
  return ({ response: { status } }, scope) => {
    if (allowed.some((one) => isStatus(status, render(one, scope).toLowerCase()))) return null;
    const odd = allowed.map((one) => render(one, scope)).find((one) => !isStatusText(one));
    return odd === undefined ? `it is ${status}` : `it is ${status}, and “${odd}” is not a status`;
  };
}

function isStatus(status: number, allowed: string): boolean {
  return allowed.endsWith('xx') ? Math.floor(status / 100) === Number(allowed[0]) : status === Number(allowed);
}

/** `valueOf` returns the value to compare, or a text that says why there is none. */
function amountJudge(
  text: string,
  parse: (text: string) => Amount | null,
  names: NameTable,
  valueOf: (received: Received, scope: Scope) => number | bigint | string,
  reason: (value: number | bigint) => string,
): Judge {
  const wanted = compileText(text, names);
  const constant = typeof wanted === 'string' ? parse(wanted) : null;
  return (received, scope) => {
    const amount = constant ?? parse(render(wanted, scope));
    if (amount === null) return `“${render(wanted, scope)}” is not a comparison`;
    const value = valueOf(received, scope);
    if (typeof value === 'string') return value;
    return isMet(amount, value) ? null : reason(value);
  };
}

function bodyJudge(demand: 'contains' | 'not-contains' | 'is' | 'matches', value: string, names: NameTable): Judge {
  if (demand === 'matches') {
    const patternAt = compilePattern(value, names);
    return ({ text }, scope) => (patternAt(scope).matcher(text).find() ? null : 'the body does not');
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

/** A check with several conditions must meet all of them. */
function jsonJudge(check: JsonCheck, names: NameTable): Judge {
  const { find, count: countAt } = jsonFinder(check.json, names);
  const nothing = `there is nothing at ${check.json}`;
  const { json: _, name: __, count, value, ...rest } = check;
  const judges: Judge[] = [];
  if (count !== undefined) judges.push(amountJudge(count, parseAmount, names, countAt, (length) => `there are ${length}`));
  if (value !== undefined) {
    const numberAt = (received: Received, scope: Scope): number | bigint | string => {
      const [found] = find(received, scope);
      return typeof found === 'number' || typeof found === 'bigint'
        ? found
        : found === undefined
          ? nothing
          : 'the value is another';
    };
    judges.push(amountJudge(value, parseAmount, names, numberAt, () => 'the value is another'));
  }
  if (judges.length === 0 || Object.values(rest).some((one) => one !== undefined))
    judges.push(textJudge(check, names, find, nothing));
  const [only, more] = judges;
  if (only !== undefined && more === undefined) return only;
  return (received, scope) => {
    for (const judge of judges) {
      const reason = judge(received, scope);
      if (reason !== null) return reason;
    }
    return null;
  };
}

interface TextDemand {
  readonly is?: JsonValue | undefined;
  readonly isNot?: JsonValue | undefined;
  readonly contains?: string | undefined;
  readonly matches?: string | undefined;
  readonly exists?: boolean | undefined;
}

/** `asked` is how many of the values must meet the condition: one of the values found in a body, every line of a header. */
function textJudge(
  demand: TextDemand,
  names: NameTable,
  find: (received: Received, scope: Scope) => readonly JsonValue[],
  nothing: string,
  asked = 1,
): Judge {
  if (demand.exists === false) return (received, scope) => (find(received, scope).length === 0 ? null : 'it is there');
  const demands = demandsOf(demand, names);
  return (received, scope) => {
    const values = find(received, scope).slice(0, asked);
    if (values.length === 0) return received.json === null && nothing.includes('$') ? 'the body is not JSON' : nothing;
    return values.some((value) => demands.every((holds) => holds(value, scope))) ? null : 'the value is another';
  };
}

type Demand = (value: JsonValue, scope: Scope) => boolean;

function demandsOf({ is, isNot, contains, matches }: TextDemand, names: NameTable): readonly Demand[] {
  const demands: Demand[] = [];
  if (is !== undefined) demands.push(equals(is, names));
  if (isNot !== undefined) {
    const same = equals(isNot, names);
    demands.push((value, scope) => !same(value, scope));
  }
  if (contains !== undefined) {
    const part = compileText(contains, names);
    demands.push((value, scope) => jsonText(value).includes(render(part, scope)));
  }
  if (matches !== undefined) {
    const patternAt = compilePattern(matches, names);
    demands.push((value, scope) => patternAt(scope).matcher(jsonText(value)).find());
  }
  return demands;
}

/** A text with holes is compared as text, so that an extracted number equals its digits. */
function equals(wanted: JsonValue, names: NameTable): Demand {
  if (typeof wanted === 'string') {
    const text = compileText(wanted, names);
    const hasHole = hasHoles(wanted);
    return (value, scope) => (hasHole ? jsonText(value) : value) === render(text, scope);
  }
  if (Array.isArray(wanted)) {
    const items = wanted.map((one) => equals(one, names));
    return (value, scope) =>
      Array.isArray(value) && value.length === items.length && items.every((same, at) => same(value[at] ?? null, scope));
  }
  // A plan holds its numbers rounded, so the number of the response is rounded as well.
  if (typeof wanted !== 'object' || wanted === null)
    return (value) => (typeof value === 'bigint' ? Number(value) : value) === wanted;
  const fields = Object.entries(wanted).map(([key, one]) => [compileText(key, names), equals(one, names)] as const);
  return (value, scope) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const isSame = ([key, same]: (typeof fields)[number]): boolean => {
      const name = render(key, scope);
      return Object.hasOwn(value, name) && same(value[name] ?? null, scope);
    };
    return Object.keys(value).length === fields.length && fields.every(isSame);
  };
}
