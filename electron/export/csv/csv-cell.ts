// Cells of a CSV file (RFC 4180): quoted if necessary, and harmless to spreadsheets. It does not know columns.

/** A spreadsheet would execute a cell with such a beginning as a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;
/** ".001" to ".999", without trailing zeros; "" for 0. */
const FRACTIONS = Array.from({ length: 1000 }, (_, part) => String(part / 1000).slice(1));

/** A text from outside: a leading apostrophe prevents it from being a formula. */
export function textCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Milliseconds with at most three decimals; empty if nothing was measured. */
export function decimalCell(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '';
  const micros = Math.round(milliseconds * 1000);
  if (micros < 0) return String(micros / 1000);
  const whole = Math.floor(micros / 1000);
  return whole + (FRACTIONS[micros - whole * 1000] ?? '');
}

/** A whole number; 0 if nothing was measured. */
export function wholeCell(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value)) : '0';
}
