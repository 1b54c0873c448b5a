// Cells of a CSV file (RFC 4180): quoted where they must be, harmless to spreadsheets. Knows no columns.

/** A spreadsheet would run a cell that begins so as a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;
/** ".001" to ".999", without zeros at the end; "" for 0. */
const FRACTIONS = Array.from({ length: 1000 }, (_, part) => String(part / 1000).slice(1));

/** A text that comes from outside: a leading apostrophe keeps a formula from being one. */
export function textCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Milliseconds with at most three decimals; empty where nothing was measured. */
export function decimalCell(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '';
  const micros = Math.round(milliseconds * 1000);
  if (micros < 0) return String(micros / 1000);
  const whole = Math.floor(micros / 1000);
  return whole + (FRACTIONS[micros - whole * 1000] ?? '');
}

/** A whole number; 0 where nothing was measured. */
export function wholeCell(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value)) : '0';
}
