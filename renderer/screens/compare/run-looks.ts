// How the runs of a comparison are distinguished: colour, dash and mark, so that colour is never the only difference.

import type { RUN_LETTERS } from '../../../shared/comparison.ts';

export interface RunLook {
  readonly letter: (typeof RUN_LETTERS)[number];
  readonly colour: string;
  /** The dash pattern of an SVG stroke; undefined for a solid line. */
  readonly dash: string | undefined;
  readonly mark: 'square' | 'dot' | 'triangle' | 'diamond' | 'ring';
}

const BASELINE: RunLook = { letter: 'A', colour: 'var(--t2)', dash: '4 3', mark: 'square' };
const LOOKS: readonly RunLook[] = [
  BASELINE,
  { letter: 'B', colour: 'var(--ac)', dash: undefined, mark: 'dot' },
  { letter: 'C', colour: 'var(--p50)', dash: '7 3 1.5 3', mark: 'triangle' },
  { letter: 'D', colour: 'var(--ok)', dash: '2 3', mark: 'diamond' },
  { letter: 'E', colour: 'var(--bad)', dash: '9 3', mark: 'ring' },
];

export function lookOf(index: number): RunLook {
  return LOOKS[index] ?? BASELINE;
}
