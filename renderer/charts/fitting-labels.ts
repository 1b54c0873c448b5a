// Which labels of a level axis are written, where it has not the room for all. Pure.

/** The width of a character of the axes at 11 px: a little more than the mean of the digits. */
const CHARACTER_WIDTH = 6.4;
const GAP = 4;

export interface LevelLabel {
  readonly text: string;
  /** Middle of the label, in px from the left of the chart. */
  readonly x: number;
}

/** From the right, where a level axis tells the most: those that stay clear of the one beside them and of the chart's end. */
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
