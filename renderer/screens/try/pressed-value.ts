// A value of a response that was pressed: what can be done with it in the plan, and the names of these actions. Pure.
import type { Check } from '../../../shared/plan/journey/check-schema.ts';
import type { Extract } from '../../../shared/plan/journey/extract-schema.ts';
import { HIDDEN } from '../../../shared/plan/secret.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { anyItemPath } from './json-rows.ts';

export type PressedValue =
  | { readonly kind: 'json'; readonly path: string; readonly value: JsonValue }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | PressedElement
  /** A part of a body that is not JSON, and the text around it. */
  | { readonly kind: 'text'; readonly value: string; readonly between: readonly [string, string] };

/** An element of a page. */
interface PressedElement {
  readonly kind: 'css';
  readonly selector: string;
  /** A selector that also finds others of its kind; null if there are none. */
  readonly anySelector: string | null;
  readonly tag: string;
  readonly text: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

export interface ExtractChoice {
  readonly words: string;
  readonly extract: Extract;
  /** What it finds now, if that is not the pressed value itself. */
  readonly value?: string;
}

/** The first one is the default. */
export function extractChoices(pressed: PressedValue): readonly ExtractChoice[] {
  switch (pressed.kind) {
    case 'header':
      return [{ words: `The header ${pressed.name}`, extract: extractOf({ header: pressed.name }) }];
    case 'text':
      return [{ words: 'The text between the same two texts', extract: extractOf({ between: [...pressed.between] }) }];
    case 'css':
      return elementChoices(pressed);
    case 'json': {
      const any = anyItemPath(pressed.path);
      const own = { words: 'This one', extract: extractOf({ json: pressed.path }) };
      return any === null ? [own] : [own, { words: 'One at random', extract: extractOf({ json: any, pick: 'random' }) }];
    }
  }
}

/** The attribute in which a tag has its value. */
const VALUE_ATTRIBUTE: Readonly<Record<string, string>> = {
  input: 'value',
  meta: 'content',
  option: 'value',
  a: 'href',
  img: 'src',
};
const MOST_ATTRIBUTES = 6;

/** The tag's value first, then its text, then its other attributes, then one of several elements. */
function elementChoices({ selector, anySelector, tag, text, attributes }: PressedElement): readonly ExtractChoice[] {
  const first = VALUE_ATTRIBUTE[tag];
  const others = attributes
    .filter(({ name }) => name !== first && !/^(class|id|style|type)$/.test(name))
    .slice(0, MOST_ATTRIBUTES);
  const ofAttribute = ({ name, value }: PressedElement['attributes'][number]): ExtractChoice => ({
    words: `Its attribute ${name}`,
    extract: { css: selector, attr: name, pick: 'first' },
    value,
  });
  const ofText: ExtractChoice = { words: 'Its text', extract: { css: selector, pick: 'first' }, value: text };
  const main = attributes.filter(({ name }) => name === first).map(ofAttribute);
  const all = text === '' ? [...main, ...others.map(ofAttribute)] : [...main, ofText, ...others.map(ofAttribute)];
  const [{ extract, words, value = '' } = ofText] = all;
  if (anySelector === null) return all.length === 0 ? [ofText] : all;
  return [
    ...all,
    { words: `${words}, of one of its kind at random`, extract: { ...extract, css: anySelector, pick: 'random' }, value },
  ];
}

/** Null if a check of this value would be longer than anyone reads, or if the value itself is hidden. */
export function equalsCheck(pressed: PressedValue): Check | null {
  if (valueText(pressed).length > MOST_COMPARED || valueText(pressed).includes(HIDDEN)) return null;
  switch (pressed.kind) {
    case 'header':
      return { header: pressed.name, is: asWritten(pressed.value) };
    case 'text':
    case 'css':
      return valueText(pressed) === '' ? null : { body: 'contains', value: asWritten(valueText(pressed)) };
    case 'json':
      return { json: pressed.path, is: typeof pressed.value === 'string' ? asWritten(pressed.value) : pressed.value };
  }
}

const MOST_COMPARED = 2000;

/** Braces in the value are literal. */
function asWritten(value: string): string {
  return value.replaceAll('{{', String.raw`\{{`);
}

/** Null if it adds nothing to the other check. */
export function existsCheck(pressed: PressedValue): Check | null {
  switch (pressed.kind) {
    case 'header':
      return { header: pressed.name, exists: true };
    case 'text':
    case 'css':
      return null;
    case 'json':
      return { json: pressed.path, exists: true };
  }
}

export function valueText(pressed: PressedValue): string {
  return pressed.kind === 'css' ? (elementChoices(pressed)[0]?.value ?? '') : jsonText(pressed.value);
}

/** The text that "Copy the path" copies. */
export function placeText(pressed: PressedValue): string {
  if (pressed.kind === 'json') return pressed.path;
  if (pressed.kind === 'css') return pressed.selector;
  return pressed.kind === 'header' ? pressed.name : pressed.between.join(' … ');
}

/** Named after its key, and made different from the names in `taken`. */
export function proposedName(pressed: PressedValue, taken: ReadonlySet<string>): string {
  const plain = bareName(pressed);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? plain : `${plain}${number}`;
    if (!taken.has(name)) return name;
  }
}

function bareName(pressed: PressedValue): string {
  if (pressed.kind === 'text') return 'value';
  if (pressed.kind === 'css') {
    const named = pressed.attributes.find(({ name, value }) => (name === 'name' || name === 'id') && value !== '')?.value;
    return camelled((named ?? pressed.tag).match(/[A-Za-z_][\w-]*/g)?.join('-') ?? '');
  }
  const words = (pressed.kind === 'header' ? pressed.name : pressed.path).match(/[A-Za-z_][\w-]*/g) ?? [];
  const word = pressed.kind === 'header' ? words.join('-') : words.at(-1);
  return camelled(word ?? '');
}

function camelled(word: string): string {
  const camel = word.replaceAll(/-+([a-z])/gi, (_, letter: string) => letter.toUpperCase());
  return camel === '' ? 'value' : camel.slice(0, 60);
}

/** The text directly before and after a part of a text, with which the part is found first; null if that is impossible. */
export function betweenOf(text: string, from: number, to: number): readonly [string, string] | null {
  const left = leftOf(text, from);
  const right = rightOf(text, from, to);
  return left === null || right === null ? null : [left, right];
}

/**
 * The shortest text whose first occurrence is this place, extended back to the beginning of its word, so that people can read it.
 */
function leftOf(text: string, from: number): string | null {
  for (let length = 1; length <= Math.min(MOST_AROUND, from); length += 1) {
    const left = text.slice(from - length, from);
    if (left.trim() === '' || text.indexOf(left) !== from - length) continue;
    const before = text.slice(Math.max(0, from - MOST_AROUND), from - length);
    return (/[^\s<>]*$/.exec(before)?.[0] ?? '') + left;
  }
  return null;
}

function rightOf(text: string, from: number, to: number): string | null {
  for (let length = 1; length <= Math.min(MOST_AROUND, text.length - to); length += 1) {
    const right = text.slice(to, to + length);
    if (right.trim() !== '' && text.indexOf(right, from) === to) return right;
  }
  return null;
}

const MOST_AROUND = 80;

function extractOf(parts: Pick<Extract, 'json' | 'header' | 'between'> & { readonly pick?: 'random' }): Extract {
  return { ...parts, pick: parts.pick ?? 'first' };
}
