// Finds a value in the text of a response, in any encoding, and a way to extract it: by its neighbours. Pure.
import type { RecordedResponse } from '../imported/imported.ts';
import { isDistinctive } from './likely-value.ts';
import type { Taking } from './response-value.ts';

/** Longer bodies are not pages. */
const LONGEST_TEXT = 8_000_000;
const MOST_PLACES = 20;
const LONGEST_LEFT = 120;

const words = new WeakMap<RecordedResponse, ReadonlySet<string>>();

/**
 * A quick test whether the text may contain the value, because most responses contain few of the values that are searched for.
 */
function mayHold(response: RecordedResponse, value: string): boolean {
  if (response.text === '' || response.text.length > LONGEST_TEXT) return false;
  let all = words.get(response);
  if (all === undefined) {
    all = new Set(response.text.match(/[A-Za-z0-9]{2,}/g));
    words.set(response, all);
  }
  const runs = value.match(/[A-Za-z0-9]{2,}/g) ?? [];
  // The first and the last run may touch hexadecimal digits of an escape.
  const inner = runs.filter((_, at) => runs.length === 1 || (at > 0 && at < runs.length - 1));
  return inner.every((run) => all.has(run)) || (runs.length === 1 && value !== runs[0]);
}

/** `before` is the text that must directly precede it, such as "/orders/"; "" for any. */
export function textValue(response: RecordedResponse, value: string, before = ''): Taking | null {
  if (!mayHold(response, value)) return null;
  for (const { written, decode } of writings(value)) {
    const found = between(response.text, before, written);
    const how = decode ?? (found === null ? null : usualDecoding(response.text, found.at));
    if (found !== null) return how === null ? found.taking : { ...found.taking, decode: how };
  }
  return before === '' && !response.text.includes('<') ? cellValue(response.text, value) : null;
}

const MOST_LINES_BEFORE = 50;

/** A cell of a table, by its line and column. */
function cellValue(text: string, value: string): Taking | null {
  const lines = text.split('\n', MOST_LINES_BEFORE);
  for (const [number, line] of lines.entries()) {
    const [delimiter] = /[,;\t|]/.exec(line) ?? [];
    const column = delimiter === undefined ? -1 : line.trimEnd().split(delimiter).indexOf(value);
    if (delimiter === undefined || column < 0) continue;
    const end = delimiter === '\t' ? String.raw`\t` : delimiter;
    return { regex: String.raw`^(?:[^\n]*\n){${number}}(?:[^${end}\n]*[${end}]){${column}}([^${end}\r\n]+)`, group: 1 };
  }
  return null;
}

/** The next value may need decoding even if this one does not. */
function usualDecoding(text: string, at: number): 'html' | 'json' | null {
  if (text.lastIndexOf('<', at) > text.lastIndexOf('>', at)) return 'html';
  return /(?:[:=(,]\s*|\\)["']$/.test(text.slice(Math.max(0, at - 8), at)) ? 'json' : null;
}

interface Writing {
  readonly written: string;
  readonly decode: 'html' | 'json' | 'url' | 'base64' | null;
}

/** The value unchanged, and as HTML, JSON and URLs encode it. */
function writings(value: string): readonly Writing[] {
  const html = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const json = value.replaceAll('/', String.raw`\/`);
  const all: readonly Writing[] = [
    { written: value, decode: null },
    { written: html, decode: 'html' },
    { written: html.replaceAll("'", '&#39;'), decode: 'html' },
    { written: html.replaceAll(/['+=/]/g, (one) => `&#x${one.charCodeAt(0).toString(16).toUpperCase()};`), decode: 'html' },
    { written: html.replaceAll(/['+=]/g, (one) => `&#${one.charCodeAt(0)};`), decode: 'html' },
    { written: json, decode: 'json' },
    { written: unicode(value, /[+=/&<>']/g, 'upper'), decode: 'json' },
    { written: unicode(value, /[+=/&<>']/g, 'lower'), decode: 'json' },
    { written: unicode(value, /[&<>'=]/g, 'lower'), decode: 'json' },
    { written: unicode(json, /[&<>']/g, 'lower'), decode: 'json' },
    { written: encodeURIComponent(value.toWellFormed()), decode: 'url' },
    { written: encodeURIComponent(value.toWellFormed()).toLowerCase(), decode: 'url' },
  ];
  const seen = new Set<string>();
  return all.filter(({ written }) => !seen.has(written) && seen.add(written).size > 0);
}

function unicode(text: string, which: RegExp, letters: 'upper' | 'lower'): string {
  return text.replaceAll(which, (one) => {
    const digits = one.charCodeAt(0).toString(16).padStart(4, '0');
    return String.raw`\u${letters === 'upper' ? digits.toUpperCase() : digits}`;
  });
}

/** Extracts a known part of a text; null if its surroundings do not identify it. */
export function placeValue(text: string, at: number, value: string, least: number): Taking | null {
  return firstOf(text, at, value, least) ?? lastOf(text, at, value, least);
}

interface FoundBetween {
  readonly taking: Taking;
  readonly at: number;
}

/** The shortest text before it whose first occurrence precedes it; otherwise one whose last occurrence does. */
function between(text: string, before: string, value: string): FoundBetween | null {
  const places = placesOf(text, before, value);
  for (const at of places) {
    const taking = firstOf(text, at, value, before.length);
    if (taking !== null) return { taking, at };
  }
  for (const at of places.toReversed()) {
    const taking = lastOf(text, at, value, before.length);
    if (taking !== null) return { taking, at };
  }
  return null;
}

function placesOf(text: string, before: string, value: string): readonly number[] {
  const places: number[] = [];
  const wanted = before + value;
  for (let at = text.indexOf(wanted); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(wanted, at + 1)) {
    const from = at + before.length;
    const isWhole = !/\w/.test(text.charAt(from + value.length)) && (before !== '' || !/\w/.test(text.charAt(from - 1)));
    if (isWhole) places.push(from);
  }
  return places;
}

function firstOf(text: string, at: number, value: string, least: number): Taking | null {
  const right = rightOf(text, at, value);
  if (right === null) return null;
  for (const left of leftsOf(text, at, least)) if (text.indexOf(left) === at - left.length) return { between: [left, right] };
  return null;
}

function lastOf(text: string, at: number, value: string, least: number): Taking | null {
  const right = rightOf(text, at, value);
  if (right === null) return null;
  for (const left of leftsOf(text, at, least).slice(0, 3))
    if (text.lastIndexOf(left) === at - left.length && text.indexOf(left) >= 0) return { between: [left, right], pick: 'last' };
  return null;
}

/** From short to long, each from the beginning of a word, and none containing a value that may differ next time. */
function leftsOf(text: string, at: number, least: number): readonly string[] {
  const lefts: string[] = [];
  for (let start = at - Math.max(3, least); start >= Math.max(0, at - LONGEST_LEFT); start -= 1) {
    const first = text.charAt(start);
    if (/[\r\n]/.test(first)) break;
    const isWithinWord = /\w/.test(first) && /\w/.test(text.charAt(start - 1));
    const left = text.slice(start, at);
    if (isWithinWord || left.trim() === '') continue;
    if (hasValue(left)) break;
    lefts.push(left);
  }
  // Text that names the value is more reliable than punctuation.
  const named = lefts.filter((left) => /\w/.test(left));
  return named.length > 0 ? named : lefts;
}

/** Digits within a word belong to a name of a field; ids and numbers are words of their own. */
function hasValue(left: string): boolean {
  return (left.match(/[A-Za-z0-9_-]+/g) ?? []).some(
    (word) => /^\d{2,}$/.test(word) || (isDistinctive(word) && /\d{2}/.test(word)),
  );
}

function rightOf(text: string, at: number, value: string): string | null {
  const right = text.slice(at + value.length, at + value.length + 1);
  return right === '' || /[\r\n\w]/.test(right) || value.includes(right) ? null : right;
}
