// Helpers that convert every part of the draft from and to a plan. Pure.

/**
 * Takes the remaining fields of a plan's part: a field that the draft does not handle would be lost on saving, so it causes a
 * type error.
 */
export function nothingIn(_rest: Readonly<Record<string, never>>): void {}

/** Parses 2400, 2,400, 2 400 and 0.5; returns NaN for anything that is not a number. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  const plain = /^\d{1,3}([,\s_]\d{3})+$/.test(trimmed) ? trimmed.replaceAll(/[,\s_]/g, '') : trimmed;
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
