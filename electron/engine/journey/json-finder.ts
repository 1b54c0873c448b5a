// Finds the values at a JSON path in a response. If the path names a single place, as most do, the bytes are scanned and only
// that value is parsed; any other path is evaluated on the document that JSON.parse gives. Both ways find the same values.
import { parseJsonPath, type JsonPath } from '../../../shared/plan/journey/json-path.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import { compileText, render } from './compiled-text.ts';
import { filledFault } from './filled-fault.ts';
import { JsonScan, type ScanKey } from './json-scan.ts';
import type { NameTable } from './name-table.ts';
import type { Received } from './received.ts';
import type { Scope } from './scope.ts';

export interface JsonFinder {
  readonly find: (received: Received, scope: Scope) => readonly JsonValue[];
  /** The number of items if the path finds one list, otherwise the number of values. */
  readonly count: (received: Received, scope: Scope) => number;
}

const NONE: readonly JsonValue[] = [];
const PATH_ADVICE = "An index is a whole number; a name stands in quotes, as in $['{{name}}'], and has none of them in it.";

/** A path with a hole is parsed again whenever its values change. */
export function jsonFinder(text: string, names: NameTable): JsonFinder {
  const path = compileText(text, names);
  const keys = typeof path === 'string' ? scanKeysOf(path) : null;
  let known: { readonly text: string; readonly path: JsonPath } | null = null;
  const findWhole = (received: Received, scope: Scope): readonly JsonValue[] => {
    const now = render(path, scope);
    if (now !== known?.text) {
      const parsed = parseJsonPath(now);
      if (!parsed.ok) throw filledFault('JSON path', text, now, PATH_ADVICE);
      known = { text: now, path: parsed.path };
    }
    return received.json === null ? NONE : known.path(received.json.value);
  };
  const whole = { find: findWhole, count: (received: Received, scope: Scope) => countOf(findWhole(received, scope)) };
  return keys === null ? whole : scanFinder(keys, whole);
}

/** All responses of this thread use it, one after another. */
const SCAN = new JsonScan();
/** The response that it scanned last, and whether that was JSON. */
let last: Received | null = null;
let isJson = false;

function scanFinder(keys: readonly ScanKey[], whole: JsonFinder): JsonFinder {
  SCAN.prepareFor(keys);
  return {
    find(received, scope) {
      if (!isScanned(received)) return whole.find(received, scope);
      const place = isJson ? SCAN.find(keys) : -1;
      return place === -1 ? NONE : [SCAN.valueAt(place)];
    },
    count(received, scope) {
      if (!isScanned(received)) return whole.count(received, scope);
      const place = isJson ? SCAN.find(keys) : -1;
      const length = place === -1 ? 0 : SCAN.lengthAt(place);
      return length === -1 ? 1 : length;
    },
  };
}

/** False if the parsed document must be used: because it already exists, has another charset, or has keys with escapes. */
function isScanned(received: Received): boolean {
  if (received !== last) {
    if (received.hasJson || !received.isUtf8) return false;
    isJson = SCAN.read(received.bytes);
    last = received;
  }
  return !SCAN.isUndecided;
}

/** Returns null if the path may find several values, or if a name cannot be compared as bytes. */
function scanKeysOf(path: string): readonly ScanKey[] | null {
  const parsed = parseJsonPath(path);
  if (!parsed.ok || parsed.keys === null || parsed.keys.length === 0) return null;
  // Invalid UTF-8 in a response is decoded as this character, so such a name cannot be compared.
  if (parsed.keys.some((key) => typeof key === 'string' && (!key.isWellFormed() || key.includes('\uFFFD')))) return null;
  return parsed.keys.map((key) => (typeof key === 'string' ? Buffer.from(key) : key));
}

function countOf(found: readonly JsonValue[]): number {
  const [only, more] = found;
  return more === undefined && Array.isArray(only) ? only.length : found.length;
}
