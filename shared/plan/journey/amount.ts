// A condition of a check on a number: "> 0", "<= 500ms", "3", "2xx".

const OPERATORS = ['<=', '>=', '==', '!=', '<', '>'] as const;

export interface Amount {
  readonly operator: (typeof OPERATORS)[number];
  /** A bigint is a whole number with more digits than a number can hold. */
  readonly limit: number | bigint;
}

/** Parses a comparison of plain numbers; returns null if the text is not one. */
export function parseAmount(text: string): Amount | null {
  return read(text, '');
}

/** Parses a comparison of times into ms: "< 500ms", "< 2s"; returns null if the text is not one. */
export function parseTimeAmount(text: string): Amount | null {
  return read(text, '(?:ms|s)');
}

/** A number and a bigint are compared by their values, which "===" does not do. */
export function isMet({ operator, limit }: Amount, value: number | bigint): boolean {
  const order = value < limit ? -1 : value > limit ? 1 : 0;
  switch (operator) {
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
  }
}

/** One status, or all that begin with a digit: "404", "2xx". */
export function isStatusText(text: string): boolean {
  return /^[1-5](xx|\d\d)$/i.test(text);
}

/** As other languages write them. */
const SAME_SIGNS: Readonly<Record<string, Amount['operator']>> = { '=': '==', '===': '==', '!==': '!=' };

function read(text: string, unit: string): Amount | null {
  const [, sign = '==', digits, suffix] =
    new RegExp(`^\\s*(<=|>=|===?|!==?|=|<|>)?\\s*(-?\\d+(?:\\.\\d+)?)\\s*(${unit})\\s*$`).exec(text) ?? [];
  const operator = OPERATORS.find((known) => known === (SAME_SIGNS[sign] ?? sign));
  if (digits === undefined || operator === undefined) return null;
  const limit = Number(digits) * (suffix === 's' ? 1000 : 1);
  return { operator, limit: unit === '' && /^-?\d{16,}$/.test(digits) ? BigInt(digits) : limit };
}
