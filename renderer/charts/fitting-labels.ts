// Which labels of an axis are drawn if there is not enough space for all. Pure.

/** The average width of a character of the axes at 11 px, rounded up. */
const CHARACTER_WIDTH = 6.4;
const GAP = 4;

export interface LevelLabel {
  readonly text: string;
  /** The middle of the label, in px from the left of the chart. */
  readonly x: number;
}

/**
 * Chooses from the right, where a percentile axis says most: labels that overlap neither their neighbour nor the end of the
 * chart.
 */
export function fittingLabels(labels: readonly LevelLabel[], width: number): Set<string> {
  const fitting = new Set<string>();
  let end = width;
  for (const { text, x } of labels.toReversed()) {
    const half = (text.length * CHARACTER_WIDTH) / 2;
    if (x + half > end) continue;
    fitting.add(text);
    end = x - half - GAP;
  }
  return fitting;
}
