// A key that distinguishes the found values of one recording: two of them may have the same name or the same value. Pure.
import type { FoundValue } from './found-value.ts';

export function keyOf({ kind, places: [first], value }: FoundValue): string {
  return `${kind} ${first?.step ?? 0}/${first?.leaf ?? 0}/${first?.from ?? 0} ${value}`;
}
