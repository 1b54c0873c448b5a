// Reads a number from the bytes of a cell, digit by digit. For plainly written numbers the result is that of Number().

/** The cell holds more than digits and one decimal point, so it must be read as text. */
export const ODD_NUMBER = Infinity;

const ZERO = 48;
const NINE = 57;
const MINUS = 45;
const COMMA = 44;
const POINT = 46;
const MOST_DIGITS = 16;
/** A whole number divided by one of these is rounded once, like a number that is parsed from text. */
const POWERS_OF_TEN = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, at) => 10 ** at);

/** Returns NaN if the cell is empty, and ODD_NUMBER if it must be read as text. */
export function cellNumber(bytes: Uint8Array, from: number, to: number, hasDecimalCommas: boolean): number {
  if (from >= to) return Number.NaN;
  const isNegative = bytes[from] === MINUS;
  const first = isNegative ? from + 1 : from;
  let value = 0;
  let point = -1;
  for (let at = first; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= ZERO && byte <= NINE) value = value * 10 + (byte - ZERO);
    else if (point === -1 && (byte === POINT || (byte === COMMA && hasDecimalCommas))) point = at;
    else return ODD_NUMBER;
  }
  const digits = to - first - (point === -1 ? 0 : 1);
  if (digits === 0 || digits > MOST_DIGITS || value > Number.MAX_SAFE_INTEGER || point === first || point === to - 1)
    return ODD_NUMBER;
  if (point !== -1) value /= POWERS_OF_TEN[to - point - 1] ?? 1;
  return isNegative ? -value : value;
}
