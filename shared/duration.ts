// Durations as people write them in a plan: "250ms", "10s", "2m", "1m30s", or a number of milliseconds.
import { ms, type Ms } from './units.ts';

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;

export const DURATION_HINT = 'Write a duration such as 10s, 2m or 250ms.';

/** The duration in milliseconds, to the nanosecond, or null where the text is none. A bare number means milliseconds. */
export function parseDuration(input: string | number): Ms | null {
  if (typeof input === 'number') return Number.isFinite(input) && input >= 0 ? ms(toNanosecond(input)) : null;
  const text = input.trim().replaceAll(' ', '').toLowerCase();
  if (/^\d+(\.\d+)?$/.test(text)) return ms(toNanosecond(Number(text)));
  if (!WHOLE.test(text)) return null;
  let total = 0;
  for (const [, amount, name] of text.matchAll(PART)) {
    total += Number(amount) * (UNITS.find(([unit]) => unit === name)?.[1] ?? 0);
  }
  return ms(toNanosecond(total));
}

/** The shortest text that `parseDuration` reads back to the same value: 90_000 is "1m30s". */
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

/** Without the binary noise of sums: 1.001 s is 1001 ms. Finer values would also print with an exponent. */
function toNanosecond(milliseconds: number): number {
  return Math.round(milliseconds * 1e6) / 1e6;
}
