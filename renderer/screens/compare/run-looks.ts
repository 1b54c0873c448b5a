// How the runs of a comparison are told apart: colour, dash and mark, so that colour never stands alone.

export interface RunLook {
  readonly letter: 'A' | 'B' | 'C';
  readonly colour: string;
  /** Of an SVG stroke; none is solid. */
  readonly dash: string | undefined;
  readonly mark: 'square' | 'dot' | 'triangle';
}

const BASELINE: RunLook = { letter: 'A', colour: 'var(--t2)', dash: '4 3', mark: 'square' };
const LOOKS: readonly RunLook[] = [
  BASELINE,
  { letter: 'B', colour: 'var(--ac)', dash: undefined, mark: 'dot' },
  { letter: 'C', colour: 'var(--p50)', dash: '7 3 1.5 3', mark: 'triangle' },
];

export function lookOf(index: number): RunLook {
  return LOOKS[index] ?? BASELINE;
}
