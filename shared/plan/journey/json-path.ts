// JSON paths by RFC 9535, parsed once per plan. Paths that consist of names and indexes, as most do, are evaluated here; all
// others by the library. A plan is a shared file, so the two functions that take a regular expression are refused: theirs may
// never end.
import { query } from 'jsonpath-rfc9535';
import parse from 'jsonpath-rfc9535/parser';
import type { JsonValue } from './value.ts';

/** The values at a path, in document order. */
export type JsonPath = (document: JsonValue) => readonly JsonValue[];

/** `keys` are the names and indexes of a path that refers to a single place; otherwise null. */
export type ParsedJsonPath =
  | { readonly ok: true; readonly path: JsonPath; readonly keys: readonly (string | number)[] | null }
  | { readonly ok: false; readonly message: string };

export function parseJsonPath(text: string): ParsedJsonPath {
  try {
    const parsed = parse(text);
    if (hasPattern(parsed)) {
      const message = 'match() and search() are not available in a JSON path. Extract with "regex" instead.';
      return { ok: false, message };
    }
    const keys = singularKeys(parsed.segments);
    const isFiltered = hasNode(parsed, ({ type }) => type === 'FilterSelector');
    return { ok: true, keys, path: (document) => (keys === null ? found(document, text, isFiltered) : walk(document, keys)) };
  } catch {
    return { ok: false, message: `"${text}" is not a JSON path. Write for example $.items[0].id, as RFC 9535 has them.` };
  }
}

function hasPattern(node: unknown): boolean {
  return hasNode(node, ({ type, name }) => type === 'FunctionExpr' && (name === 'match' || name === 'search'));
}

interface PathNode {
  readonly type?: unknown;
  readonly name?: unknown;
}

function hasNode(node: unknown, isSought: (node: PathNode) => boolean): boolean {
  if (Array.isArray(node)) return node.some((one) => hasNode(one, isSought));
  if (typeof node !== 'object' || node === null) return false;
  return isSought(node) || Object.values(node).some((one) => hasNode(one, isSought));
}

type Queryable = Parameters<typeof query>[0];

/** The library compares no bigint, so a filter sees such numbers rounded. All other paths pass every value on as it is. */
function found(document: JsonValue, text: string, isFiltered: boolean): readonly JsonValue[] {
  return query(isFiltered || !isPassedOn(document) ? rounded(document) : document, text);
}

function isPassedOn(document: JsonValue): document is Queryable {
  return typeof document !== 'bigint';
}

function rounded(value: JsonValue): Queryable {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rounded(one)]));
}

type Segments = ReturnType<typeof parse>['segments'];

/** Returns null if the path may find more than one value. */
function singularKeys(segments: Segments): readonly (string | number)[] | null {
  const keys: (string | number)[] = [];
  for (const segment of segments) {
    if (segment.type !== 'ChildSegment') return null;
    const { node } = segment;
    if (node.type === 'MemberNameShorthand') keys.push(node.value);
    else {
      const [selector, more] = node.type === 'BracketedSelection' ? node.selectors : [];
      if (more !== undefined || (selector?.type !== 'NameSelector' && selector?.type !== 'IndexSelector')) return null;
      keys.push(selector.value);
    }
  }
  return keys;
}

function walk(document: JsonValue, keys: readonly (string | number)[]): readonly JsonValue[] {
  let value: JsonValue | undefined = document;
  for (const key of keys) {
    value = childOf(value, key);
    if (value === undefined) return [];
  }
  return [value];
}

function childOf(value: JsonValue, key: string | number): JsonValue | undefined {
  if (isList(value)) return typeof key === 'number' ? value.at(key) : undefined;
  if (typeof value !== 'object' || value === null || typeof key !== 'string') return undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isList(value: JsonValue): value is JsonValue[] {
  return Array.isArray(value);
}
