// A JSON document as the rows of a tree, each with its path by RFC 9535. Pure.
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';

export interface JsonRow {
  readonly path: string;
  /** Null for the root. */
  readonly key: string | number | null;
  readonly value: JsonValue;
  readonly level: number;
  /** The number of members or items; null for a value without any. */
  readonly count: number | null;
  readonly isOpen: boolean;
  /** The number of hidden members after the last visible one. */
  readonly more: number;
}

/** This many members of one object or list are shown at first, and with each press of "more". */
export const MEMBERS_AT_ONCE = 100;
/** Lists begin with this many items unfolded. */
const ITEMS_OPEN = 2;
const LEVELS_OPEN = 3;

export interface TreeState {
  /** Paths that a person folded or unfolded. */
  readonly folds: ReadonlyMap<string, boolean>;
  /** How many members of a path are shown, if more than at first. */
  readonly shown: ReadonlyMap<string, number>;
}

export function jsonRows(root: JsonValue, state: TreeState): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  addRows(rows, { path: '$', key: null, value: root, level: 1, place: 0 }, state);
  return rows;
}

interface Node {
  readonly path: string;
  readonly key: string | number | null;
  readonly value: JsonValue;
  readonly level: number;
  /** The index among its siblings. */
  readonly place: number;
}

function addRows(rows: JsonRow[], { path, key, value, level, place }: Node, state: TreeState): void {
  const count = countOf(value);
  const isItem = typeof key === 'number';
  const opensItself = level <= LEVELS_OPEN + 1 && (!isItem || place < ITEMS_OPEN);
  const isOpen = count !== null && count > 0 && (state.folds.get(path) ?? opensItself);
  const shown = Math.min(count ?? 0, state.shown.get(path) ?? MEMBERS_AT_ONCE);
  rows.push({ path, key, value, level, count, isOpen, more: isOpen ? (count ?? 0) - shown : 0 });
  if (!isOpen) return;
  for (const [at, child] of membersOf(value).slice(0, shown).entries()) {
    addRows(rows, { path: path + segment(child[0]), key: child[0], value: child[1], level: level + 1, place: at }, state);
  }
}

function membersOf(value: JsonValue): readonly (readonly [string | number, JsonValue])[] {
  if (Array.isArray(value)) return value.map((one, at) => [at, one] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function countOf(value: JsonValue): number | null {
  return typeof value === 'object' && value !== null ? membersOf(value).length : null;
}

/** `.name` if possible, otherwise in brackets and single quotes. */
export function segment(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `.${key}`;
  return `[${quoted(key)}]`;
}

function quoted(key: string): string {
  const inner = JSON.stringify(key)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${inner}'`;
}

/** The path with the innermost index replaced, so that it finds all items of that list; null if it is not within a list. */
export function anyItemPath(path: string): string | null {
  // Within quotes, brackets are part of a name.
  if (path.includes("'")) return null;
  const any = path.replace(/\[\d+\](?!.*\[\d+\])/, '[*]');
  return any === path ? null : any;
}

/** The rows whose key or value contains the text. */
export function rowMatches({ key, value, count }: JsonRow, text: string): boolean {
  const wanted = text.toLowerCase();
  const own = count === null ? jsonText(value) : '';
  return `${key ?? ''}`.toLowerCase().includes(wanted) || own.toLowerCase().includes(wanted);
}
