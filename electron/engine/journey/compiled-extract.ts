// Extracts one value from a response.
import type { Extract } from '../../../shared/plan/journey/extract-schema.ts';
import { sourceWords } from '../../../shared/plan/journey/extract-words.ts';
import { matchesOf } from '../../../shared/plan/journey/pattern.ts';
import { randomBelow } from '../../../shared/plan/journey/random.ts';
import { parseTemplate } from '../../../shared/plan/journey/template.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { decoded } from '../../../shared/plan/journey/decoded.ts';
import { compilePattern } from './compiled-pattern.ts';
import { compileText, render } from './compiled-text.ts';
import { filledFault } from './filled-fault.ts';
import { jsonFinder } from './json-finder.ts';
import type { NameTable } from './name-table.ts';
import { HTML, type Received } from './received.ts';
import type { Scope } from './scope.ts';

export interface CompiledExtract {
  readonly name: string;
  readonly slot: number;
  /** Why there is no value, in words. */
  take(received: Received, scope: Scope): { readonly value: JsonValue } | string;
}

type Finder = (received: Received, scope: Scope) => readonly JsonValue[];

export function compileExtract(name: string, extract: Extract, names: NameTable): CompiledExtract {
  const find = finderOf(extract, names);
  const place = names.nextPlace();
  const isOfHead = extract.header !== undefined || extract.cookie !== undefined;
  const otherwise = defaultOf(extract.default, names);
  const words = `${name}: nothing at ${sourceWords(extract)}`;
  return {
    name,
    slot: names.slotOf(name),
    take(received, scope) {
      const found = find(received, scope);
      if (extract.pick === 'all-count') return { value: found.length };
      const value = found[indexOf(extract.pick, found.length, place, scope)] ?? otherwise(scope);
      if (value !== undefined) return { value };
      const { readPart } = received;
      if (readPart === null || isOfHead) return words;
      return readPart.startsWith('the') ? `${words} within ${readPart}` : `${words}: ${readPart} was read`;
    },
  };
}

/** A text that consists of one hole takes the type of its value, as in a body. */
function defaultOf(given: Extract['default'], names: NameTable): (scope: Scope) => JsonValue | undefined {
  if (typeof given !== 'string') return () => given;
  const parsed = parseTemplate(given);
  const [only, more] = parsed.ok ? parsed.pieces : [];
  if (typeof only === 'object' && more === undefined) {
    const bound = names.bind(only.name);
    return typeof bound === 'function' ? bound : () => bound;
  }
  const compiled = compileText(given, names);
  return (scope) => render(compiled, scope);
}

function indexOf(pick: Extract['pick'], count: number, place: number, { seed, iteration }: Scope): number {
  if (pick === 'last') return count - 1;
  return pick === 'random' && count > 0 ? randomBelow(count, seed, iteration, place) : 0;
}

function finderOf(extract: Extract, names: NameTable): Finder {
  const whole = wholeFinderOf(extract, names);
  const { decode, part } = extract;
  if (decode === undefined && part === undefined) return whole;
  const read = (value: JsonValue): string => (decode === undefined ? jsonText(value) : decoded(jsonText(value), decode));
  if (part === undefined) return (received, scope) => whole(received, scope).map(read);
  const cut = matchFinder(part, undefined, names);
  return (received, scope) => whole(received, scope).flatMap((value) => cut(read(value), scope));
}

/** Returns the first group, or the whole match if there is no group. */
function matchFinder(text: string, group: number | undefined, names: NameTable): (text: string, scope: Scope) => string[] {
  const patternAt = compilePattern(text, names);
  return (content, scope) => {
    const pattern = patternAt(scope);
    return matchesOf(pattern, group ?? Math.min(1, pattern.groupCount()), content);
  };
}

const SELECTOR_ADVICE = 'A value stands in quotes, as in [id="{{name}}"], and has none of them in it.';

function wholeFinderOf(extract: Extract, names: NameTable): Finder {
  const { json, header, css, attr, regex, group, between, cookie } = extract;
  if (json !== undefined) return jsonFinder(json, names).find;
  if (header !== undefined) return (received) => received.headerValues(header).map((value) => value);
  if (cookie !== undefined) return (received) => received.headerValues('set-cookie').flatMap((line) => cookieValue(line, cookie));
  if (css !== undefined) {
    const selector = compileText(css, names);
    return (received, scope) => {
      const filled = render(selector, scope);
      const found = HTML.loaded.selectedValues(received.document, filled, attr);
      if (found === null) throw filledFault('CSS selector', css, filled, SELECTOR_ADVICE);
      return found;
    };
  }
  if (between !== undefined) return (received) => valuesBetween(received.text, between[0], between[1]);
  const matches = matchFinder(regex ?? '', group, names);
  return (received, scope) => matches(received.text, scope);
}

function valuesBetween(text: string, left: string, right: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf(left); at !== -1; at = text.indexOf(left, at)) {
    const from = at + left.length;
    const to = text.indexOf(right, from);
    if (to === -1) break;
    found.push(text.slice(from, to));
    at = to + right.length;
  }
  return found;
}

function cookieValue(line: string, name: string): readonly string[] {
  const [pair = ''] = line.split(';', 1);
  const equals = pair.indexOf('=');
  return pair.slice(0, equals).trim() === name ? [pair.slice(equals + 1).trim()] : [];
}
