// A condition of a check on a number: "> 0", "<= 500ms", "3".

const OPERATORS = ['<=', '>=', '==', '!=', '<', '>'] as const;

export interface Amount {
  readonly operator: (typeof OPERATORS)[number];
  readonly limit: number;
}

/** Parses a comparison of plain numbers; returns null if the text is not one. */
export function parseAmount(text: string): Amount | null {
  return read(text, '');
}

/** Parses a comparison of times into ms: "< 500ms", "< 2s"; returns null if the text is not one. */
export function parseTimeAmount(text: string): Amount | null {
  return read(text, '(?:ms|s)');
}

export function isMet({ operator, limit }: Amount, value: number): boolean {
  switch (operator) {
    case '<=':
      return value <= limit;
    case '>=':
      return value >= limit;
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
    case '<':
      return value < limit;
    case '>':
      return value > limit;
  }
}

/** As other languages write them. */
const SAME_SIGNS: Readonly<Record<string, Amount['operator']>> = { '=': '==', '===': '==', '!==': '!=' };

function read(text: string, unit: string): Amount | null {
  const [, sign = '==', digits, suffix] =
    new RegExp(`^\\s*(<=|>=|===?|!==?|=|<|>)?\\s*(-?\\d+(?:\\.\\d+)?)\\s*(${unit})\\s*$`).exec(text) ?? [];
  const operator = OPERATORS.find((known) => known === (SAME_SIGNS[sign] ?? sign));
  if (digits === undefined || operator === undefined) return null;
  return { operator, limit: Number(digits) * (suffix === 's' ? 1000 : 1) };
}
