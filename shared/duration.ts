// Durations as people write them: "250ms", "10 s", "2 min", "1h30m", "90 seconds". In a plan's JSON a number means milliseconds.
import { ms, type Ms } from './units.ts';

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** The words for each unit; the longer ones first. */
const WORDS: readonly (readonly [pattern: string, milliseconds: number])[] = [
  ['milliseconds?|msecs?|ms', 1],
  ['hours?|hrs?|h', 3_600_000],
  ['minutes?|mins?|m', 60_000],
  ['seconds?|secs?|s', 1000],
  ['days?|d', 24 * 3_600_000],
];

const ANY_UNIT = WORDS.map(([pattern]) => pattern).join('|');
const PART = new RegExp(String.raw`(\d+(?:\.\d+)?)\s*(${ANY_UNIT})(?![a-z])`, 'g');
const WHOLE = new RegExp(String.raw`^(?:\d+(?:\.\d+)?\s*(?:${ANY_UNIT})(?![a-z])[\s,]*)+$`);

export const DURATION_HINT = 'Write a duration such as 10s, 2m or 250ms.';

/** The duration in milliseconds, to the nanosecond, or null if the text is not a duration; a number without a unit is not one. */
export function parseDuration(input: string | number): Ms | null {
  if (typeof input === 'number') return Number.isFinite(input) && input >= 0 ? ms(toNanosecond(input)) : null;
  const text = input.trim().toLowerCase();
  if (/^0+(\.0+)?$/.test(text)) return ms(0);
  if (!WHOLE.test(text)) return null;
  let total = 0;
  for (const [, amount, unit = ''] of text.matchAll(PART)) {
    total += Number(amount) * (WORDS.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(unit))?.[1] ?? 0);
  }
  return ms(toNanosecond(total));
}

/** Why a text is not a duration. A bare number could mean seconds or milliseconds, so the sentence asks for the unit. */
export function durationFault(input: string | number): string {
  const pointed = typeof input === 'string' && /^\d+,\d+\D/.test(input.trim()) ? input.trim().replace(',', '.') : null;
  if (pointed !== null && parseDuration(pointed) !== null)
    return `"${input}" has a comma. Write ${pointed.replaceAll(/\s/g, '')} with a point, or leave it out between thousands.`;
  const number = typeof input === 'string' ? /^\d+(\.\d+)?$/.exec(input.trim())?.[0] : undefined;
  return number === undefined
    ? `"${input}" is not a duration. ${DURATION_HINT}`
    : `"${number}" has no unit: did you mean ${number}s or ${number}ms?`;
}

/** The shortest text that `parseDuration` reads as the same value: 90_000 is "1m30s". */
export function printDuration(value: Ms): string {
  let rest = toNanosecond(value);
  let text = '';
  for (const [name, size] of UNITS) {
    const amount = name === 'ms' ? rest : Math.floor(rest / size);
    if (amount > 0) text += `${amount}${name}`;
    rest = toNanosecond(rest - amount * size);
  }
  return text === '' ? '0ms' : text;
}

/** Removes the binary noise of sums: 1.001 s is 1001 ms. Finer values would also print with an exponent. */
function toNanosecond(milliseconds: number): number {
  return Math.round(milliseconds * 1e6) / 1e6;
}
