// Evaluates a JSON path with a filter so that numbers are compared with all of their digits. The library compares doubles, which
// change the last digits of a long number. So every number beyond the safe ones, in the document and in the path, is replaced by
// a double that has the same place in their order; what the filter finds is translated back.
import { query } from 'jsonpath-rfc9535';
import type { JsonValue } from './value.ts';

type Queryable = Parameters<typeof query>[0];

/** A quoted text, a name or a number: only the last may be a long number. */
const TOKEN =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[A-Za-z_\u{80}-\u{10FFFF}][\w\u{80}-\u{10FFFF}]*|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/gsu;

/** `text` is a valid path. */
export function exactFilter(text: string): (document: JsonValue) => readonly JsonValue[] {
  const written = (text.match(TOKEN) ?? []).map(longLiteral).filter((one) => one !== null);
  return (document) => {
    const long = new Set(written);
    collectLong(document, long);
    const standIns = new StandIns(long);
    const path = long.size === 0 ? text : text.replaceAll(TOKEN, (token) => standIns.tokenOf(token));
    return query(standIns.valueOf(document), path).map((found) => standIns.originalOf(found));
  };
}

function longLiteral(token: string): bigint | null {
  if (!/^-?\d/.test(token)) return null;
  return longOf(/^-?\d+$/.test(token) ? BigInt(token) : Number(token));
}

/** Null if the number is a safe one, or infinite as 1e999 is. */
function longOf(value: number | bigint): bigint | null {
  const isLong = value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER;
  return isLong && value !== Infinity && value !== -Infinity ? BigInt(value) : null;
}

function collectLong(value: JsonValue, long: Set<bigint>): void {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const one = longOf(value);
    if (one !== null) long.add(one);
  } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) collectLong(inner, long);
}

/** The first double beyond the safe integers; every second number after it is a double as well. */
const FIRST = Number.MAX_SAFE_INTEGER + 1;

class StandIns {
  readonly #ofNumber = new Map<bigint, number>();
  readonly #original = new Map<Queryable, JsonValue>();

  constructor(long: ReadonlySet<bigint>) {
    const sorted = [...long].toSorted((a, b) => (a < b ? -1 : 1));
    sorted.filter((one) => one > 0n).forEach((one, rank) => this.#ofNumber.set(one, FIRST + 2 * rank));
    sorted
      .filter((one) => one < 0n)
      .toReversed()
      .forEach((one, rank) => this.#ofNumber.set(one, -FIRST - 2 * rank));
  }

  tokenOf(token: string): string {
    const long = longLiteral(token);
    return long === null ? token : String(this.#ofNumber.get(long));
  }

  originalOf(found: Queryable): JsonValue {
    return this.#original.get(found) ?? found;
  }

  /** A copy of the value in which every long number is replaced. */
  valueOf(value: JsonValue): Queryable {
    if (typeof value === 'number' || typeof value === 'bigint') return this.#numberOf(value);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, one]) => [name, this.valueOf(one)] as const);
    const standIn = Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
    this.#original.set(standIn, value);
    return standIn;
  }

  #numberOf(value: number | bigint): number {
    const long = longOf(value);
    const standIn = (long === null ? undefined : this.#ofNumber.get(long)) ?? Number(value);
    if (long !== null) this.#original.set(standIn, value);
    return standIn;
  }
}
