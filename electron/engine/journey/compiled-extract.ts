// Takes one value out of a response.
import type { Extract } from '../../../shared/plan/journey/extract-schema.ts';
import { sourceWords } from '../../../shared/plan/journey/extract-words.ts';
import { matchesOf, parsePattern } from '../../../shared/plan/journey/pattern.ts';
import { randomBelow } from '../../../shared/plan/journey/random.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { decoded } from '../../../shared/plan/journey/decoded.ts';
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
  const words = `${name}: nothing at ${sourceWords(extract)}`;
  return {
    name,
    slot: names.slotOf(name),
    take(received, scope) {
      const found = find(received, scope);
      if (extract.pick === 'all-count') return { value: found.length };
      const value = found[indexOf(extract.pick, found.length, place, scope)] ?? extract.default;
      if (value !== undefined) return { value };
      const { readPart } = received;
      if (readPart === null || isOfHead) return words;
      return readPart.startsWith('the') ? `${words} within ${readPart}` : `${words}: ${readPart} was read`;
    },
  };
}

function indexOf(pick: Extract['pick'], count: number, place: number, { seed, iteration }: Scope): number {
  if (pick === 'last') return count - 1;
  return pick === 'random' && count > 0 ? randomBelow(count, seed, iteration, place) : 0;
}

function finderOf(extract: Extract, names: NameTable): Finder {
  const whole = wholeFinderOf(extract, names);
  const { decode, part } = extract;
  if (decode === undefined && part === undefined) return whole;
  const cut = part === undefined ? (text: string) => [text] : partOf(part);
  return (received, scope) =>
    whole(received, scope).flatMap((value) => cut(decode === undefined ? jsonText(value) : decoded(jsonText(value), decode)));
}

function partOf(part: string): (text: string) => string[] {
  const parsed = parsePattern(part);
  if (!parsed.ok) throw new Error(parsed.message);
  const { pattern } = parsed;
  return (text) => matchesOf(pattern, Math.min(1, pattern.groupCount()), text);
}

function wholeFinderOf(extract: Extract, names: NameTable): Finder {
  const { json, header, css, attr, regex, group, between, cookie } = extract;
  if (json !== undefined) return jsonFinder(json, names).find;
  if (header !== undefined) return (received) => received.headerValues(header).map((value) => value);
  if (cookie !== undefined) return (received) => received.headerValues('set-cookie').flatMap((line) => cookieValue(line, cookie));
  if (css !== undefined) return (received) => HTML.loaded.selectedValues(received.document, css, attr);
  if (between !== undefined) return (received) => valuesBetween(received.text, between[0], between[1]);
  const parsed = parsePattern(regex ?? '');
  if (!parsed.ok) throw new Error(parsed.message);
  const { pattern } = parsed;
  const wanted = group ?? Math.min(1, pattern.groupCount());
  return (received) => matchesOf(pattern, wanted, received.text);
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
