// The mark and colour token of each outcome, in every chart and list. The shape shows the kind, the colour only the family.
import { outcomeFamily, type Outcome, type OutcomeFamily } from '../../shared/outcome.ts';

export type MarkShape = 'square' | 'cross' | 'triangle' | 'diamond' | 'plus' | 'minus' | 'barred' | 'ring';
export type MarkToken = 't2' | 'h2' | 'bad' | 'none' | 't3' | 't1';

export interface Mark {
  readonly shape: MarkShape;
  readonly token: MarkToken;
}

const MARK_OF_FAMILY: Readonly<Record<OutcomeFamily, Mark>> = {
  ok: { shape: 'square', token: 'h2' },
  http_5xx: { shape: 'cross', token: 'bad' },
  http_4xx: { shape: 'triangle', token: 'bad' },
  check_failed: { shape: 'barred', token: 'bad' },
  timeout: { shape: 'diamond', token: 'none' },
  no_response: { shape: 'plus', token: 'none' },
  cancelled: { shape: 'minus', token: 't3' },
};

export const SLOWEST_MARK: Mark = { shape: 'ring', token: 't2' };

export function markOf(outcome: Outcome): Mark {
  return markOfFamily(outcomeFamily(outcome));
}

export function markOfFamily(family: OutcomeFamily): Mark {
  return MARK_OF_FAMILY[family];
}

/** SVG path of a mark in a 10 x 10 box; filled for the square, stroked at 1.5 px for the others. */
export const MARK_PATH: Readonly<Record<MarkShape, string>> = {
  square: 'M2 2H8V8H2Z',
  cross: 'M2 2L8 8M8 2L2 8',
  triangle: 'M5 1.5L8.8 8.3H1.2Z',
  diamond: 'M5 1L9 5L5 9L1 5Z',
  plus: 'M5 1V9M1 5H9',
  minus: 'M1.5 5H8.5',
  barred: 'M5 1A4 4 0 1 1 5 9A4 4 0 1 1 5 1M2.2 7.8L7.8 2.2',
  ring: 'M5 1.8A3.2 3.2 0 1 1 5 8.2A3.2 3.2 0 1 1 5 1.8',
};
