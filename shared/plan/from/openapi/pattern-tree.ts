// Reads a regular expression of a JSON Schema as a tree from which texts can be written. It knows what is usual in patterns of
// texts; anything else has no tree. Pure.

export type PatternTree =
  /** One of these characters. */
  | { readonly kind: 'set'; readonly characters: readonly string[] }
  /** All of them, one after the other; an anchor is an empty row. */
  | { readonly kind: 'row'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternTree[] }
  | { readonly kind: 'repeat'; readonly part: PatternTree; readonly least: number; readonly most: number };

/** Returns null if the pattern contains something else, such as a back-reference. */
export function patternTree(pattern: string): PatternTree | null {
  if (pattern.length > LONGEST) return null;
  try {
    return new TreeReader(pattern).read();
  } catch (error) {
    if (error instanceof UnknownPart) return null;
    throw error;
  }
}

const LONGEST = 1000;

class UnknownPart extends Error {}

type Range = readonly [first: number, last: number];

const PRINTABLE: readonly string[] = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
const EMPTY: PatternTree = { kind: 'row', parts: [] };

const CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  s: [
    [9, 13],
    [32, 32],
  ],
};
/** The general categories of Unicode that have printable ASCII characters. */
const CATEGORIES: Readonly<Record<string, readonly Range[]>> = {
  L: [
    [65, 90],
    [97, 122],
  ],
  Lu: [[65, 90]],
  Ll: [[97, 122]],
  N: [[48, 57]],
  Nd: [[48, 57]],
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 };

class TreeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): PatternTree {
    const tree = this.#choice();
    if (this.#at < this.#text.length) throw new UnknownPart();
    return tree;
  }

  #choice(): PatternTree {
    const options = [this.#row()];
    while (this.#takes(/\|/y) !== null) options.push(this.#row());
    return options.length === 1 ? (options[0] ?? EMPTY) : { kind: 'choice', options };
  }

  #row(): PatternTree {
    const parts: PatternTree[] = [];
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text.charAt(this.#at))) parts.push(this.#repeated());
    return { kind: 'row', parts };
  }

  #repeated(): PatternTree {
    const part = this.#atom();
    const found = this.#takes(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y);
    if (found === null) return part;
    if (part === EMPTY) throw new UnknownPart();
    const [, sign, first, comma, last] = found;
    if (sign !== undefined) return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    const least = Number(first);
    return { kind: 'repeat', part, least, most: comma === '' ? least : last === '' ? Infinity : Number(last) };
  }

  #atom(): PatternTree {
    if (this.#takes(/[$^]|\\[bBAzZ]/y) !== null) return EMPTY;
    if (this.#takes(/\((?:\?:|\?P?<[A-Za-z_]\w*>|(?!\?))/y) !== null) {
      const inner = this.#choice();
      if (this.#takes(/\)/y) === null) throw new UnknownPart();
      return inner;
    }
    if (this.#takes(/\./y) !== null) return { kind: 'set', characters: PRINTABLE };
    if (this.#takes(/\[/y) !== null) return this.#class();
    if (this.#takes(/[*+?()]|\{\d+,?\d*\}/y) !== null) throw new UnknownPart();
    return setOf(this.#item(), false);
  }

  #class(): PatternTree {
    const isNegated = this.#takes(/\^/y) !== null;
    const ranges: Range[] = [];
    while (this.#takes(/\]/y) === null) {
      const item = this.#item();
      const [single] = item;
      if (single === undefined || item.length > 1 || single[0] !== single[1] || this.#takes(/-(?!\])/y) === null) {
        ranges.push(...item);
        continue;
      }
      const [end, second] = this.#item();
      // A class cannot be the end of a range.
      if (end === undefined || second !== undefined || end[0] !== end[1]) throw new UnknownPart();
      ranges.push([single[0], end[0]]);
    }
    return setOf(ranges, isNegated);
  }

  /** A character, or a class that is written as an escape. */
  #item(): readonly Range[] {
    const [escape] = this.#takes(/\\(?:u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|p\{\w+\}|[^])/y) ?? [];
    if (escape !== undefined) return rangesOf(escape.slice(1));
    const point = this.#text.codePointAt(this.#at);
    if (point === undefined) throw new UnknownPart();
    this.#at += String.fromCodePoint(point).length;
    return [[point, point]];
  }

  #takes(wanted: RegExp): readonly (string | undefined)[] | null {
    wanted.lastIndex = this.#at;
    const found = wanted.exec(this.#text);
    if (found !== null) this.#at = wanted.lastIndex;
    return found;
  }
}

/** `escape` is what follows the backslash. */
function rangesOf(escape: string): readonly Range[] {
  const [letter = ''] = escape;
  const [, digits] = /^(?:u\{?|x)([0-9A-Fa-f]+)/.exec(escape) ?? [];
  if (digits !== undefined) return pointOf(Number.parseInt(digits, 16));
  const [, category] = /^p\{(\w+)\}$/.exec(escape) ?? [];
  const known = category === undefined ? CLASSES[letter] : CATEGORIES[category];
  if (known !== undefined) return known;
  const negated = CLASSES[letter.toLowerCase()];
  if (negated !== undefined) return outside(negated);
  const control = CONTROLS[letter];
  if (control !== undefined) return pointOf(control);
  if (/[0-9A-Za-z]/.test(letter)) throw new UnknownPart();
  return pointOf(letter.codePointAt(0) ?? 0);
}

function pointOf(point: number): readonly Range[] {
  if (point > 0x10_ffff) throw new UnknownPart();
  return [[point, point]];
}

/** The printable characters that are not in them. */
function outside(ranges: readonly Range[]): readonly Range[] {
  return PRINTABLE.filter((one) => !isIn(one, ranges)).map((one): Range => [one.charCodeAt(0), one.charCodeAt(0)]);
}

function isIn(character: string, ranges: readonly Range[]): boolean {
  const point = character.charCodeAt(0);
  return ranges.some(([first, last]) => point >= first && point <= last);
}

/** Printable ASCII characters where there are any, otherwise the first one of all. */
function setOf(ranges: readonly Range[], isNegated: boolean): PatternTree {
  const characters = PRINTABLE.filter((one) => isIn(one, ranges) !== isNegated);
  const [first] = ranges;
  if (characters.length > 0) return { kind: 'set', characters };
  if (isNegated || first === undefined) throw new UnknownPart();
  return { kind: 'set', characters: [String.fromCodePoint(first[0])] };
}
