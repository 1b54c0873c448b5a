// JSON paths by RFC 9535, parsed once per plan. Paths that consist of names and indexes, as most do, are evaluated here; all
// others by the library. A plan is a shared file, so the two functions that take a regular expression are refused: theirs may
// never end.
import { query } from 'jsonpath-rfc9535';
import parse from 'jsonpath-rfc9535/parser';
import { exactFilter } from './exact-filter.ts';
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
    if (keys !== null) return { ok: true, keys, path: (document) => walk(document, keys) };
    const isFiltered = hasNode(parsed, ({ type }) => type === 'FilterSelector');
    return { ok: true, keys, path: isFiltered ? exactFilter(text) : (document) => found(document, text) };
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

/** A path without a filter compares no values, so the library passes every one on as it is. */
function found(document: JsonValue, text: string): readonly JsonValue[] {
  return isPassedOn(document) ? query(document, text) : [];
}

function isPassedOn(document: JsonValue): document is Parameters<typeof query>[0] {
  return typeof document !== 'bigint';
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
