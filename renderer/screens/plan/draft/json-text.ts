// JSON as a person writes it, with names in braces, also unquoted ones: { "n": {{count}} }. Pure.
import type { JsonValue } from '../../../../shared/plan/journey/value.ts';

export type ReadJson = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

/** A name in braces outside a text stands for its value: it becomes a text that contains nothing else. */
export function readJsonText(text: string): ReadJson {
  try {
    return { ok: true, value: JSON.parse(withQuotedHoles(text)) };
  } catch (error) {
    return { ok: false, message: faultWords(text, error instanceof Error ? error.message : '') };
  }
}

export function printJsonText(value: JsonValue): string {
  return JSON.stringify(value, null, 2);
}

/** A value on one line: a text unchanged, unless it would be read as another type. */
export function printScalar(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return typeof readScalar(value) === 'string' && !/^".*"$/s.test(value) ? value : JSON.stringify(value);
}

/**
 * 24 and true keep their types; "24" and anything else is a text. 1.10 is a text too, because the number would be written as 1.1.
 */
export function readScalar(text: string): string | number | boolean {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  if (/^-?\d/.test(trimmed) && String(Number(trimmed)) === trimmed) return Number(trimmed);
  if (!/^".*"$/s.test(trimmed)) return text;
  try {
    const value: unknown = JSON.parse(trimmed);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}

/** Like `readScalar`, but null, lists and objects keep their types too. */
export function readValue(text: string): JsonValue {
  const scalar = readScalar(text);
  if (scalar !== text || !/^\s*([[{]|null\s*$|-?\d)/.test(text) || /^\s*\{\{/.test(text)) return scalar;
  const read = readJsonText(text);
  return read.ok ? read.value : text;
}

export function printValue(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return readValue(value) === value && !/^".*"$/s.test(value) ? value : JSON.stringify(value);
}

function withQuotedHoles(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\{\{[^{}"\n]*\}\}/g, (piece) => (piece.startsWith('"') ? piece : `"${piece}"`));
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Expected ',' or/, 'a comma is missing'],
  [/^Expected double-quoted property name/, 'a name in double quotes belongs here'],
  [/^Expected property name/, 'a name in double quotes belongs here'],
  [/^Expected ':'/, 'a colon is missing'],
  [/^(Unterminated string|Bad control character)/, 'a quote is not closed'],
  [/^Unexpected end/, 'the JSON ends too early'],
];

/** "Line 3: a comma is missing." */
function faultWords(text: string, message: string): string {
  if (text.trim() === '') return 'Write the JSON to send.';
  const words = WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? 'this is not valid JSON';
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  const quoted = withQuotedHoles(text);
  const end = Number.isNaN(position) ? quoted.trimEnd().length : position;
  // What is missing belongs after the last written text.
  const line = quoted.slice(0, end).trimEnd().split('\n').length;
  return `Line ${line}: ${words}.`;
}
