// The extractions and checks of a step, as code.
import { assertNever } from '../../errors.ts';
import { parseAmount, parseTimeAmount, type Amount } from '../journey/amount.ts';
import { checkName } from '../journey/check-name.ts';
import type { Check } from '../journey/check-schema.ts';
import type { Extract as Taken } from '../journey/extract-schema.ts';
import { withoutHoles } from '../journey/extract-schema.ts';
import { parsePattern } from '../journey/pattern.ts';
import { hasHoles } from '../journey/template.ts';
import type { JsonValue } from '../journey/value.ts';
import { literal, quoted, type Field } from './js-text.ts';
import type { Names } from './names.ts';
import { jsonCode as jsonValueCode } from './bodies.ts';
import { patternCode, patternSource } from './pattern-code.ts';
import { tagText } from './thresholds.ts';

export function extractField(name: string, taken: Taken, names: Names): Field {
  const found = cutCode(taken, sourceCode(taken, names), names);
  const { default: given } = taken;
  const otherwise = given === undefined ? 'undefined' : typeof given === 'string' ? names.value(given) : literal(given);
  names.used.add('picked');
  switch (taken.pick) {
    case 'all-count':
      return [name, `(r) => ${found}.length`];
    case 'last':
      return [name, `(r) => picked(${found}, ${otherwise}, -1)`];
    case 'random': {
      names.used.add('below');
      const place = names.nextPlace();
      return [
        name,
        `(r) => {\n  const found = ${found};\n  return picked(found, ${otherwise}, below(found.length, v.$iteration, ${place}));\n}`,
      ];
    }
    case 'first':
      return [name, taken.default === undefined ? `(r) => picked(${found})` : `(r) => picked(${found}, ${otherwise})`];
    default:
      return assertNever(taken.pick);
  }
}

function sourceCode(taken: Taken, names: Names): string {
  const { json, header, css, attr, regex, group, between, cookie } = taken;
  if (json !== undefined) return jsonCode(json, names);
  if (header !== undefined) return helper(names, 'headerOf', `r, ${quoted(header)}`);
  if (cookie !== undefined) return helper(names, 'cookieOf', `r, ${quoted(cookie)}`);
  if (css !== undefined) return helper(names, 'htmlAt', `r, ${names.text(css)}${attr === undefined ? '' : `, ${quoted(attr)}`}`);
  if (between !== undefined) return helper(names, 'between', `r.body, ${quoted(between[0])}, ${quoted(between[1])}`);
  return matchesCode('r.body', regex ?? '', group, names);
}

function helper(names: Names, name: string, inner: string): string {
  names.used.add(name);
  return `${name}(${inner})`;
}

function jsonCode(path: string, names: Names): string {
  return helper(names, 'jsonAt', `r, ${names.text(path)}`);
}

function matchesCode(subject: string, regex: string, group: number | undefined, names: Names): string {
  const parsed = parsePattern(withoutHoles(regex));
  const groups = parsed.ok ? parsed.pattern.groupCount() : 0;
  return helper(names, 'matches', `${subject}, ${namedPatternCode(regex, names)}, ${group ?? Math.min(1, groups)}`);
}

/** Decodes the value and takes the requested part of it. */
function cutCode({ decode, part }: Taken, found: string, names: Names): string {
  if (decode === undefined && part === undefined) return found;
  names.used.add('text');
  const value = decode === undefined ? 'text(one)' : helper(names, 'decoded', `one, ${quoted(decode)}`);
  const cut = part === undefined ? value : matchesCode(value, part, undefined, names);
  return `${found}.flatMap((one) => ${cut})`;
}

/** Checks by name; a number distinguishes two of the same name. */
export function checkFields(checks: readonly Check[], names: Names): Field[] {
  const taken = new Set<string>();
  return checks.map((check): Field => {
    const name = checkTag(check);
    let own = name;
    for (let number = 2; taken.has(own); number += 1) own = `${name} (${number})`;
    taken.add(own);
    return [own, `(r) => ${checkCode(check, names)}`];
  });
}

/** The name of a check in k6. */
export function checkTag(check: Check): string {
  return tagText(checkName(check)) || 'check';
}

function checkCode(check: Check, names: Names): string {
  if ('status' in check) {
    const allowed = [check.status]
      .flat()
      .map((one) =>
        typeof one === 'number'
          ? literal(one)
          : hasHoles(one)
            ? names.text(one)
            : literal(/xx$/i.test(one) ? one.toLowerCase() : Number(one)),
      );
    return helper(names, 'hasStatus', `r, ${allowed.join(', ')}`);
  }
  if ('time' in check) {
    const time = 'Math.max(r.timings.blocked, r.timings.connecting + r.timings.tls_handshaking) + r.timings.duration';
    return comparedCode(time, check.time, parseTimeAmount, names);
  }
  if ('body' in check) return bodyCode(check.body, check.value, names);
  if ('header' in check) return heldCode(helper(names, 'headerOf', `r, ${quoted(check.header)}`), check, names);
  const found = jsonCode(check.json, names);
  const { json: _, name: __, count, value, ...rest } = check;
  const demands: string[] = [];
  if (count !== undefined) demands.push(comparedCode(helper(names, 'sizeOf', found), count, parseAmount, names));
  if (value !== undefined) {
    const inner = comparedCode('value', value, parseAmount, names);
    demands.push(`${found}.slice(0, 1).some((value) => typeof value === 'number' && ${inner})`);
  }
  if (demands.length === 0 || Object.values(rest).some((one) => one !== undefined)) demands.push(heldCode(found, check, names));
  return demands.join(' && ');
}

/** An amount with a hole in it is parsed while the script runs. */
function comparedCode(code: string, text: string, parse: (text: string) => Amount | null, names: Names): string {
  if (hasHoles(text)) return helper(names, 'isMet', `${code}, ${names.text(text)}`);
  const amount = parse(text);
  return amount === null ? 'false' : compared(code, amount);
}

function compared(code: string, { operator, limit }: Amount): string {
  const sign = operator === '==' ? '===' : operator === '!=' ? '!==' : operator;
  return `${code} ${sign} ${limit}`;
}

function bodyCode(demand: 'contains' | 'not-contains' | 'is' | 'matches', value: string, names: Names): string {
  switch (demand) {
    case 'contains':
      return `r.body.includes(${names.text(value)})`;
    case 'not-contains':
      return `!r.body.includes(${names.text(value)})`;
    case 'is':
      return `r.body === ${names.text(value)}`;
    case 'matches':
      return `${namedPatternCode(value, names)}.test(r.body)`;
    default:
      return assertNever(demand);
  }
}

interface Demand {
  readonly is?: JsonValue | undefined;
  readonly isNot?: JsonValue | undefined;
  readonly contains?: string | undefined;
  readonly matches?: string | undefined;
  readonly exists?: boolean | undefined;
}

/** Checks the first value that was found. */
function heldCode(found: string, { is, isNot, contains, matches, exists }: Demand, names: Names): string {
  if (exists === false) return `${found}.length === 0`;
  const demands: string[] = [];
  if (is !== undefined) demands.push(equalCode(is, names));
  if (isNot !== undefined) demands.push(`!(${equalCode(isNot, names)})`);
  if (contains !== undefined) demands.push(`${helper(names, 'text', 'value')}.includes(${names.text(contains)})`);
  if (matches !== undefined) demands.push(`${namedPatternCode(matches, names)}.test(${helper(names, 'text', 'value')})`);
  return demands.length === 0 ? `${found}.length > 0` : `${found}.slice(0, 1).some((value) => ${demands.join(' && ')})`;
}

/** Escapes values, so that all of their characters are literal. */
function namedPatternCode(regex: string, names: Names): string {
  if (!hasHoles(regex)) return patternCode(regex);
  const { source, flags } = patternSource(regex);
  const text = names.text(source, (code) => helper(names, 'literally', code));
  return `new RegExp(${text}, ${quoted(flags)})`;
}

/** A text with holes is compared as text, so that an extracted number equals its digits. */
function equalCode(wanted: JsonValue, names: Names): string {
  if (typeof wanted === 'string') {
    return hasHoles(wanted) ? `${helper(names, 'text', 'value')} === ${names.text(wanted)}` : `value === ${names.text(wanted)}`;
  }
  if (typeof wanted !== 'object' || wanted === null) return `value === ${literal(wanted)}`;
  const varies = hasHoles(JSON.stringify(wanted));
  return varies
    ? helper(names, 'sameText', `value, ${jsonValueCode(wanted, names)}`)
    : helper(names, 'same', `value, ${literal(wanted)}`);
}
