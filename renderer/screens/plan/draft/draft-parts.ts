// What every part of the draft needs on its way from a plan and back. Pure.

/** Takes what is left of a plan's part: a field that the draft forgets would be lost on saving, so it fails the type check. */
export function nothingIn(_rest: Readonly<Record<string, never>>): void {}

/** Reads 2400, 2,400, 2 400 and 0.5; NaN for what is not a number. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  const plain = /^\d{1,3}([,\s_]\d{3})+$/.test(trimmed) ? trimmed.replaceAll(/[,\s_]/g, '') : trimmed;
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
