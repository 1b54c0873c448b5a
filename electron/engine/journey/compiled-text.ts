// A compiled text with holes: constant parts, joined once, and the functions that fill the holes between them.
import { parseTemplate } from '../../../shared/plan/journey/template.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { Filler, Scope } from './scope.ts';

/** Knows what each name stands for: a constant, or a function that gives its value in each iteration. */
export interface Binder {
  bind(name: string): JsonValue | Filler;
}

/** Constant text and fillers; a plain string if nothing varies. */
export type CompiledText = string | readonly (string | Filler)[];

/** How a value is written at its place: escaped for JSON, for a URL and so on. */
export type ValueWriting = (value: JsonValue) => string;

export function compileText(
  text: string,
  names: Binder,
  writing: ValueWriting = jsonText,
  constant: ValueWriting = jsonText,
): CompiledText {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return joined(
    parsed.pieces.map((piece) => (typeof piece === 'string' ? constant(piece) : written(names.bind(piece.name), writing))),
  );
}

export function joined(parts: readonly (string | Filler)[]): CompiledText {
  const all: (string | Filler)[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part;
    else all.push(part);
  }
  const [only = '', more] = all;
  return more === undefined && typeof only === 'string' ? only : all;
}

export function render(text: CompiledText, scope: Scope): string {
  if (typeof text === 'string') return text;
  let whole = '';
  for (const part of text) whole += typeof part === 'string' ? part : jsonText(part(scope));
  return whole;
}

/** The parts of a compiled text, to be joined with others. */
export function textParts(text: CompiledText): readonly (string | Filler)[] {
  return typeof text === 'string' ? [text] : text;
}

function written(bound: JsonValue | Filler, writing: ValueWriting): string | Filler {
  return typeof bound === 'function' ? (scope) => writing(bound(scope)) : writing(bound);
}
