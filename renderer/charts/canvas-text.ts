// Words on a canvas in the screens' type, and labels in the right gutter that do not cover one another.
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';

interface TextStyle {
  readonly token: string;
  readonly align?: CanvasTextAlign;
}

export interface GutterLabel {
  readonly text: string;
  readonly y: number;
  readonly token: string;
}

const LABEL_STEP = 12;

export function drawText(
  context: CanvasRenderingContext2D,
  palette: Palette,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): void {
  context.font = `11px ${palette('sans')}`;
  context.textAlign = style.align ?? 'left';
  context.textBaseline = 'middle';
  context.fillStyle = palette(style.token);
  context.fillText(text, x, y);
}

/** Right of `x`, or of the plot, from top to bottom, pushed apart to 12 px. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  plot: Plot,
  palette: Palette,
  labels: readonly GutterLabel[],
  x = plot.left + plot.width,
): void {
  const lowest = plot.top + plot.height - 4;
  const placed = labels.toSorted((a, b) => a.y - b.y).map((label) => ({ ...label }));
  placed.forEach((label, at) => {
    const above = placed[at - 1];
    if (above !== undefined) label.y = Math.max(label.y, above.y + LABEL_STEP);
  });
  for (let at = placed.length - 1, floor = lowest; at >= 0; at -= 1, floor -= LABEL_STEP) {
    const label = placed[at];
    if (label === undefined) continue;
    label.y = Math.min(label.y, floor);
    floor = label.y;
    drawText(context, palette, label.text, x + 6, label.y, { token: label.token });
  }
}
