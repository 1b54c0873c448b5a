// The values of a recorded response that a later request could use, each with the way to extract it. Pure.
import { keyStep } from '../imported/key-step.ts';
import type { RecordedResponse } from '../imported/imported.ts';
import { isFields } from '../imported/parts.ts';
import { decoded } from '../../journey/decoded.ts';
import { parseJson } from '../../journey/value.ts';
import { htmlValues } from './html-values.ts';
import { placeValue } from './text-values.ts';
import { isDistinctive } from './likely-value.ts';
import { nameBefore, ownerBefore, partExtract, piecesOf } from './pieces.ts';
import type { ResponseValue } from './response-value.ts';

/** Headers whose values no later request uses. */
const PLAIN_HEADER =
  /^(?:date|server|content-.*|cache-control|expires|vary|connection|keep-alive|transfer-encoding|age|via|set-cookie|strict-transport-security|access-control-.*|x-(?:powered-by|frame-options|content-type-options|xss-protection|cache.*|runtime)|alt-svc|accept-ranges|last-modified|pragma|server-timing|report-to|nel|cf-.*|referrer-policy|permissions-policy|cross-origin-.*)$/i;
const MOST_LEAVES = 20_000;
const MOST_ELEMENTS = 2000;
/** The depth of objects and lists; nobody uses a value from further down. */
const DEEPEST = 100;
/** A longer text is a document and not a value. */
const LONGEST_VALUE = 8192;

const known = new WeakMap<RecordedResponse, readonly ResponseValue[]>();

/** Computed once per response. */
export function responseValues(response: RecordedResponse): readonly ResponseValue[] {
  const before = known.get(response);
  if (before !== undefined) return before;
  const { headers, text, type } = response;
  const whole = [...bodyValues(text, type), ...headers.flatMap(([name, value]) => headerValues(name, value))];
  const values = whole.flatMap((value) => [value, ...withinValue(value)]);
  known.set(response, values);
  return values;
}

function headerValues(name: string, value: string): readonly ResponseValue[] {
  const lower = name.toLowerCase();
  if (lower === 'set-cookie') return value.split('\n').flatMap(cookieValue);
  if (PLAIN_HEADER.test(name) || value === '') return [];
  return [{ value, extract: { header: lower }, word: name, owner: '', rank: 1, isInList: false }];
}

function cookieValue(line: string): readonly ResponseValue[] {
  const [, name = '', given = ''] = /^\s*([^=;]+)=([^;]*)/.exec(line) ?? [];
  if (name === '' || given === '') return [];
  // Scripts of pages decode a cookie before they send it in a header.
  const extract = { cookie: name.trim(), decode: 'url' as const };
  const whole = { value: decoded(given, 'url'), extract, word: name.trim(), owner: '', rank: 2, isInList: false };
  return whole.value === given ? [whole] : [whole, { ...whole, value: given, extract: { cookie: name.trim() } }];
}

function bodyValues(text: string, type: string): readonly ResponseValue[] {
  if (/json/i.test(type) || /^\s*[{[]/.test(text)) {
    const parsed = parseJson(text.replace(/^(?:\uFEFF|\)\]\}',?\s*)/, ''));
    if (parsed !== null && !text.startsWith(')')) return jsonValues(parsed.value);
  }
  if (/html/i.test(type) || /^\s*<(?:!doctype|html)/i.test(text)) return htmlValues(text);
  return /xml/i.test(type) || /^\s*<\?xml/.test(text) ? xmlValues(text) : [];
}

function jsonValues(value: unknown): readonly ResponseValue[] {
  const found: ResponseValue[] = [];
  type Names = readonly [word: string, owner: string];
  const walk = (inner: unknown, path: string, depth: number, [word, owner]: Names, isInList: boolean): void => {
    if (found.length >= MOST_LEAVES || depth > DEEPEST) return;
    if (Array.isArray(inner)) {
      inner.forEach((one, at) => walk(one, `${path}[${at}]`, depth + 1, [word, owner], true));
    } else if (isFields(inner)) {
      for (const [key, one] of Object.entries(inner)) walk(one, path + keyStep(key), depth + 1, [key, word], isInList);
    } else if (typeof inner === 'string' || typeof inner === 'number') {
      if (inner !== '') found.push({ value: String(inner), extract: { json: path }, word, owner, rank: 0, isInList });
    }
  };
  walk(value, '$', 0, ['', ''], false);
  return found;
}

/** The texts of its elements, by their names. */
function xmlValues(text: string): readonly ResponseValue[] {
  const found: ResponseValue[] = [];
  for (const match of text.matchAll(/<(?:[\w-]+:)?([\w.-]+)(?:\s[^<>]*)?>([^<>\s][^<>]{0,500})<\//g)) {
    if (found.length >= MOST_ELEMENTS) break;
    const [whole, word = '', value = ''] = match;
    const head = whole.length - value.length - 2;
    const extract = placeValue(text, match.index + head, value, head);
    if (extract !== null) found.push({ value, extract, word, owner: '', rank: 2, isInList: extract.pick !== undefined });
  }
  return found;
}

/** Parts of a value that are identifiers of their own: the code in a URL, the claims of a token. */
function withinValue(whole: ResponseValue): readonly ResponseValue[] {
  const { value } = whole;
  if (value.length > LONGEST_VALUE || whole.extract.decode !== undefined) return [];
  if (/^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/.test(value)) return claimsOf(whole);
  if (/^[\w+/-]{16,}={0,2}$/.test(value)) {
    const packed = packedOf(whole);
    if (packed.length > 0) return packed;
  }
  if (!/[/?&=;:,\s]/.test(value) || (value.length > 400 && !/^\S+$/.test(value))) return [];
  // The extract decodes URL parts even if there is nothing to decode this time.
  const isAddress = /^(?:https?:\/\/|\/|\?)|^<[^>]+>;/i.test(value) || (value.includes('?') && value.includes('='));
  const text = isAddress ? decoded(value, 'url') : value;
  const seen = new Set([value]);
  return piecesOf(text).flatMap((one): ResponseValue[] => {
    const { from, to } = one;
    const piece = text.slice(from, to);
    if (seen.has(piece) || !(isDistinctive(piece) || (isAddress && piece.length >= 2))) return [];
    const name = nameBefore(text, one);
    const owner = ownerBefore(text, one);
    if (name === '' && owner === '' && !isDistinctive(piece)) return [];
    seen.add(piece);
    const part = partExtract(text, from, to);
    if (part === null) return [];
    const extract = { ...whole.extract, ...(isAddress ? { decode: 'url' as const } : {}), part };
    const word = name !== '' ? name : owner !== '' ? 'id' : whole.word;
    return [{ ...whole, value: piece, extract, word, owner, rank: whole.rank + 0.5 }];
  });
}

/** The members of base64-encoded JSON. */
function packedOf(whole: ResponseValue): readonly ResponseValue[] {
  const text = decoded(whole.value, 'base64');
  const parsed = /^[{[]/.test(text) ? parseJson(text) : null;
  if (parsed === null) return [];
  return jsonValues(parsed.value).flatMap(({ value, word, owner }): ResponseValue[] => {
    if (!/^\w+$/.test(word) || !isDistinctive(value)) return [];
    const part = `"${word}"\\s*:\\s*"?([^",}\\]]+)`;
    if (new RegExp(part).exec(text)?.[1] !== value) return [];
    return [{ ...whole, value, extract: { ...whole.extract, decode: 'base64', part }, word, owner, rank: whole.rank + 0.7 }];
  });
}

function claimsOf(whole: ResponseValue): readonly ResponseValue[] {
  const claims = parseJson(decoded(whole.value, 'jwt'))?.value;
  if (!isFields(claims)) return [];
  return Object.entries(claims).flatMap(([word, value]): ResponseValue[] => {
    if ((typeof value !== 'string' && typeof value !== 'number') || /^(?:iat|exp|nbf|aud|iss)$/.test(word)) return [];
    const part = typeof value === 'string' ? `"${word}"\\s*:\\s*"([^"]*)"` : `"${word}"\\s*:\\s*(-?\\d+)`;
    if (!/^\w+$/.test(word)) return [];
    return [{ ...whole, value: String(value), extract: { ...whole.extract, decode: 'jwt', part }, word, rank: whole.rank + 0.7 }];
  });
}
