// Serialises parameters according to their style: in the path, the query, headers and cookies (OpenAPI 3.1, "Style Values").
// Pure.
import type { JsonValue } from '../../journey/value.ts';
import { urlEncoded } from '../curl-body.ts';

export interface Serialised {
  readonly style: string;
  readonly explode: boolean;
  readonly name: string;
  /** Whether reserved characters stay as they are in a query. */
  readonly isReservedKept?: boolean;
}

/** The encoded text of a parameter in a path. */
export function pathText(value: JsonValue, { style, explode, name }: Serialised): string {
  const pairs = pairsOf(value)?.map(([key, one]) => [encoded(key), encoded(one)] as const) ?? null;
  const texts = Array.isArray(value) ? value.map((one) => encoded(textOfValue(one))) : null;
  const single = encoded(textOfValue(value));
  if (style === 'matrix') {
    const named = (text: string): string => (text === '' ? `;${encoded(name)}` : `;${encoded(name)}=${text}`);
    if (pairs !== null) return explode ? pairs.map(([key, one]) => `;${key}=${one}`).join('') : named(flat(pairs, ','));
    if (texts !== null) return explode ? texts.map(named).join('') : named(texts.join(','));
    return named(single);
  }
  const dot = style === 'label' ? '.' : '';
  const between = style === 'label' && explode ? '.' : ',';
  if (pairs === null) return dot + (texts?.join(between) ?? single);
  return dot + (explode ? pairs.map(([key, one]) => `${key}=${one}`).join(between) : flat(pairs, between));
}

/** The encoded query parameters for it. */
export function queryTexts(value: JsonValue, { style, explode, name, isReservedKept = false }: Serialised): readonly string[] {
  const key = urlEncoded(name);
  const written = isReservedKept ? reservedKept : urlEncoded;
  const pairs = pairsOf(value);
  if (style === 'deepObject' && pairs !== null)
    return pairs.map(([inner, one]) => `${key}%5B${urlEncoded(inner)}%5D=${written(one)}`);
  const between = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
  if (Array.isArray(value)) {
    const texts = value.map((one) => written(textOfValue(one)));
    return explode ? texts.map((text) => `${key}=${text}`) : [`${key}=${texts.join(between)}`];
  }
  if (pairs !== null)
    return explode
      ? pairs.map(([inner, one]) => `${urlEncoded(inner)}=${written(one)}`)
      : [`${key}=${pairs.flat().map(written).join(between)}`];
  return [`${key}=${written(textOfValue(value))}`];
}

/** Characters that a URL reserves; # and & are not among them because they would end the parameter. */
const RESERVED = /%[0-9A-Fa-f]{2}|[:/?[\]@!$'()*+,;=]/g;

/** Encodes all but reserved characters and what is already encoded (RFC 6570, reserved expansion). */
function reservedKept(text: string): string {
  const kept = text.match(RESERVED) ?? [];
  return text
    .split(RESERVED)
    .map((between, at) => encoded(between) + (kept[at] ?? ''))
    .join('');
}

/** The text of a parameter in a header. */
export function simpleText(value: JsonValue, explode: boolean): string {
  const pairs = pairsOf(value);
  if (pairs === null) return plain(value, ',');
  return explode ? pairs.map(([key, one]) => `${key}=${one}`).join(',') : flat(pairs, ',');
}

export function textOfValue(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function plain(value: JsonValue, between: string): string {
  return Array.isArray(value) ? value.map(textOfValue).join(between) : textOfValue(value);
}

function pairsOf(value: JsonValue): readonly (readonly [string, string])[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value).map(([key, one]) => [key, textOfValue(one)] as const);
}

function flat(pairs: readonly (readonly [string, string])[], between: string): string {
  return pairs.flat().join(between);
}

/** A space is %20, because a plus sign is one only in a query, and there too a text may contain one. */
function encoded(text: string): string {
  return urlEncoded(text).replaceAll('+', '%20');
}
