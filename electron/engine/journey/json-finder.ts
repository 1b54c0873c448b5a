// Finds the values at a JSON path in a response. Where the path names one place alone, as most do, the bytes are looked through
// and only that value is made; all else is asked of the document as JSON.parse makes it. Both find the same.
import { parseJsonPath, type JsonPath } from '../../../shared/plan/journey/json-path.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import { compileText, render } from './compiled-text.ts';
import { JsonScan, type ScanKey } from './json-scan.ts';
import type { NameTable } from './name-table.ts';
import type { Received } from './received.ts';
import type { Scope } from './scope.ts';

export interface JsonFinder {
  readonly find: (received: Received, scope: Scope) => readonly JsonValue[];
  /** Counts the items of one list, else the values themselves. */
  readonly count: (received: Received, scope: Scope) => number;
}

const NONE: readonly JsonValue[] = [];
const NOWHERE: JsonPath = () => [];

/** A path with a hole is read again where its values change. */
export function jsonFinder(text: string, names: NameTable): JsonFinder {
  const path = compileText(text, names);
  const keys = typeof path === 'string' ? scanKeysOf(path) : null;
  let known = { text: '', path: NOWHERE };
  const findWhole = (received: Received, scope: Scope): readonly JsonValue[] => {
    const now = render(path, scope);
    if (now !== known.text) {
      const parsed = parseJsonPath(now);
      known = { text: now, path: parsed.ok ? parsed.path : NOWHERE };
    }
    return received.json === null ? NONE : known.path(received.json.value);
  };
  const whole = { find: findWhole, count: (received: Received, scope: Scope) => countOf(findWhole(received, scope)) };
  return keys === null ? whole : scanFinder(keys, whole);
}

/** All responses of this thread use it, one after another. */
const SCAN = new JsonScan();
/** What it looked through last, and whether that was JSON. */
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

/** False where the document has to be asked: it is there already, is in another charset, or writes its keys with escapes. */
function isScanned(received: Received): boolean {
  if (received !== last) {
    if (received.hasJson || !received.isUtf8) return false;
    isJson = SCAN.read(received.bytes);
    last = received;
  }
  return !SCAN.isUndecided;
}

/** null where the path may find several values, or a name cannot be distinguished as bytes. */
function scanKeysOf(path: string): readonly ScanKey[] | null {
  const parsed = parseJsonPath(path);
  if (!parsed.ok || parsed.keys === null || parsed.keys.length === 0) return null;
  // Whatever is no UTF-8 in a response becomes this character.
  if (parsed.keys.some((key) => typeof key === 'string' && (!key.isWellFormed() || key.includes('\uFFFD')))) return null;
  return parsed.keys.map((key) => (typeof key === 'string' ? Buffer.from(key) : key));
}

function countOf(found: readonly JsonValue[]): number {
  const [only, more] = found;
  return more === undefined && Array.isArray(only) ? only.length : found.length;
}
