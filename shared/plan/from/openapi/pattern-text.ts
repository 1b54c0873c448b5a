// Writes a text that matches the pattern of a JSON Schema and has the wanted length. What it writes is checked by an engine whose
// time is linear in the length of the text, so a wrong guess is never given out. Pure.
import { parsePattern, type Pattern } from '../../journey/pattern.ts';
import { patternTree, type PatternTree } from './pattern-tree.ts';

export interface TextLimits {
  readonly minLength: number;
  readonly maxLength: number;
}

/** No longer text is written, and so the count of a repetition above it does not matter. */
const LONGEST = 1000;
/** A pattern whose parts repeat empty parts would otherwise take long. */
const MOST_PARTS = 20_000;

/** Returns `usual` if it fits, otherwise a text that is made from the pattern, or null if none is found. */
export function patternText(pattern: string, limits: TextLimits, usual: string): string | null {
  const rule = ruleOf(pattern);
  if (rule === null) return null;
  const isFit = (text: string): boolean =>
    text.length >= limits.minLength && text.length <= Math.min(limits.maxLength, LONGEST) && isKept(text, rule);
  if (isFit(usual)) return usual;
  const written = WAYS.flatMap((way) => padded(writtenText(rule.tree, way, limits.minLength), limits.minLength));
  return written.filter((text) => text !== '').find(isFit) ?? (isFit('') ? '' : null);
}

interface Rule {
  readonly tree: PatternTree;
  readonly whole: Pattern;
  /** Looks ahead at the beginning: of each, whether the text must match it. */
  readonly aheads: readonly { readonly pattern: Pattern; readonly isWanted: boolean }[];
}

function isKept(text: string, { whole, aheads }: Rule): boolean {
  return whole.matcher(text).find() && aheads.every(({ pattern, isWanted }) => pattern.matcher(text).find() === isWanted);
}

/** Returns null if the pattern is beyond what is read here, or beyond the engine. */
function ruleOf(given: string): Rule | null {
  const { aheads, rest } = splitAheads(given);
  const tree = patternTree(rest);
  // An alternative would not be bound to what is looked for ahead.
  if (tree === null || (aheads.length > 0 && tree.kind === 'choice')) return null;
  const whole = compiled(aheads.length > 0 ? `^(?:${rest})` : rest);
  const looked = aheads.map(({ text, isWanted }) => ({ pattern: compiled(`^(?:${text})`), isWanted }));
  if (whole === null) return null;
  const known = looked.flatMap(({ pattern, isWanted }) => (pattern === null ? [] : [{ pattern, isWanted }]));
  return known.length < looked.length ? null : { tree, whole, aheads: known };
}

/** RE2 writes code points differently and does not count above 1000. */
function compiled(pattern: string): Pattern | null {
  const text = pattern
    .replaceAll(/\\(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|[^])/g, (escape, long?: string, short?: string) => {
      const digits = long ?? short;
      return digits === undefined ? escape : String.raw`\x{${digits}}`;
    })
    .replaceAll(/\{(\d+),(\d+)\}/g, (count, least: string, most: string) => (Number(most) > LONGEST ? `{${least},}` : count))
    .replaceAll('(?<', '(?P<');
  const parsed = parsePattern(text);
  return parsed.ok ? parsed.pattern : null;
}

interface Ahead {
  readonly text: string;
  readonly isWanted: boolean;
}

/** For example "^(?=.*\d)(?!admin)\w+": passwords are described like this. */
function splitAheads(pattern: string): { readonly aheads: readonly Ahead[]; readonly rest: string } {
  const aheads: Ahead[] = [];
  let rest = pattern.replace(/^\^/, '');
  for (let end = aheadEnd(rest); end > 0; end = aheadEnd(rest)) {
    aheads.push({ text: rest.slice(3, end), isWanted: rest.charAt(2) === '=' });
    rest = rest.slice(end + 1);
  }
  return aheads.length === 0 ? { aheads, rest: pattern } : { aheads, rest };
}

/** Where the bracket closes; 0 if no look-ahead is there. */
function aheadEnd(text: string): number {
  if (!/^\(\?[=!]/.test(text)) return 0;
  let depth = 0;
  for (const found of text.matchAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|[()]/g)) {
    if (found[0] === '(') depth++;
    if (found[0] === ')' && --depth === 0) return found.index;
  }
  return 0;
}

/** How a text is written where the pattern leaves a choice. */
interface Way {
  /** Which of several alternatives, and how far the characters of a set are shifted. */
  readonly option: number;
  /** Whether letters, digits and signs take turns. */
  readonly isMixed: boolean;
  /** Whether a part that may repeat at will is there at least once. */
  readonly isFull: boolean;
}

const WAYS: readonly Way[] = [0, 1, 2, 3].flatMap((option) =>
  [false, true].flatMap((isMixed) => [true, false].map((isFull) => ({ option, isMixed, isFull }))),
);

/** A pattern without anchors leaves room before or after its match. */
function padded(text: string | null, minLength: number): readonly string[] {
  if (text === null) return [];
  const missing = 'a'.repeat(Math.max(0, Math.min(minLength, LONGEST) - text.length));
  return missing === '' ? [text] : [text, text + missing, missing + text];
}

/** Returns null if the text would be too long. */
function writtenText(tree: PatternTree, way: Way, minLength: number): string | null {
  const lengths = new Map<PatternTree, number>();
  if (leastLength(tree) > LONGEST) return null;
  let spare = Math.min(minLength, LONGEST) - leastLength(tree);
  let text = '';
  let parts = 0;
  write(tree);
  return parts > MOST_PARTS ? null : text;

  function write(part: PatternTree): void {
    if (++parts > MOST_PARTS) return;
    if (part.kind === 'set') text += characterOf(part.characters, text.length, way);
    else if (part.kind === 'row') for (const one of part.parts) write(one);
    else if (part.kind === 'choice') write(chosen(part.options));
    else repeat(part);
  }

  function repeat(part: PatternTree & { readonly kind: 'repeat' }): void {
    const length = leastLength(part.part);
    let count = countOf(part);
    // Empty parts are not worth repeating.
    if (length === 0) count = Math.min(count, 1);
    else for (; spare >= length && count < part.most; count++) spare -= length;
    for (let at = 0; at < count; at++) write(part.part);
  }

  function leastLength(part: PatternTree): number {
    const known = lengths.get(part);
    if (known !== undefined) return known;
    const length = lengthOf(part);
    lengths.set(part, length);
    return length;
  }

  function lengthOf(part: PatternTree): number {
    if (part.kind === 'set') return 1;
    if (part.kind === 'row') return part.parts.reduce((sum, one) => sum + leastLength(one), 0);
    if (part.kind === 'choice') return leastLength(chosen(part.options));
    return countOf(part) * leastLength(part.part);
  }

  function chosen(options: readonly PatternTree[]): PatternTree {
    return options[way.option % options.length] ?? tree;
  }

  function countOf({ least, most }: PatternTree & { readonly kind: 'repeat' }): number {
    return way.isFull && most > 1 ? Math.max(1, least) : least;
  }
}

const KINDS = [/[a-z]/, /[A-Z]/, /[1-9]/, /[^a-zA-Z1-9 ]/, / /];

/** `at` is the place in the text: the places of a text get different characters. */
function characterOf(characters: readonly string[], at: number, { option, isMixed }: Way): string {
  const kinds = KINDS.map((kind) => characters.filter((one) => kind.test(one))).filter((kind) => kind.length > 0);
  const turn = isMixed ? at % kinds.length : 0;
  const kind = kinds[turn] ?? characters;
  return kind[((isMixed ? Math.floor(at / kinds.length) : at) + option) % kind.length] ?? '';
}
