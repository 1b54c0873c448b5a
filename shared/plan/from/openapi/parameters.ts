// Serialises parameters according to their style: in the path, the query, headers and cookies (OpenAPI 3.1, "Style Values").
// Pure.
import type { JsonValue } from '../../journey/value.ts';
import { urlEncoded } from '../curl-body.ts';

export interface Serialised {
  readonly style: string;
  readonly explode: boolean;
  readonly name: string;
}

/** The text of a parameter in a path. */
export function pathText(value: JsonValue, { style, explode, name }: Serialised): string {
  const pairs = pairsOf(value);
  if (style === 'matrix') {
    if (pairs === null) return `;${name}=${plain(value, ',')}`;
    return explode ? pairs.map(([key, one]) => `;${key}=${one}`).join('') : `;${name}=${flat(pairs, ',')}`;
  }
  const dot = style === 'label' ? '.' : '';
  const between = style === 'label' && explode ? '.' : ',';
  if (pairs === null) return dot + plain(value, between);
  return dot + (explode ? pairs.map(([key, one]) => `${key}=${one}`).join(between) : flat(pairs, between));
}

/** The encoded query parameters for it. */
export function queryTexts(value: JsonValue, { style, explode, name }: Serialised): readonly string[] {
  const key = urlEncoded(name);
  const pairs = pairsOf(value);
  if (style === 'deepObject' && pairs !== null)
    return pairs.map(([inner, one]) => `${key}%5B${urlEncoded(inner)}%5D=${urlEncoded(one)}`);
  const between = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
  if (Array.isArray(value)) {
    const texts = value.map((one) => urlEncoded(textOfValue(one)));
    return explode ? texts.map((text) => `${key}=${text}`) : [`${key}=${texts.join(between)}`];
  }
  if (pairs !== null)
    return explode
      ? pairs.map(([inner, one]) => `${urlEncoded(inner)}=${urlEncoded(one)}`)
      : [`${key}=${pairs.flat().map(urlEncoded).join(between)}`];
  return [`${key}=${urlEncoded(textOfValue(value))}`];
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
