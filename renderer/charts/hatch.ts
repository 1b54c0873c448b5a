// The hatching under seconds in which the load generator was late. It is at the bottom of a chart, so that it hides no
// measurement: 45 degrees, and denser if the second is suspect.
import type { Palette } from './palette.ts';
import { xOf, type Plot } from './plot.ts';
import type { SpoiledSpan, SpoiledVerdict } from '../../shared/spoiled.ts';

/** The distance between lines in pixels. */
export const HATCH_STEP: Readonly<Record<SpoiledVerdict, number>> = { strained: 7, suspect: 4 };
export const HATCH_WIDTH = 1.5;
export const HATCH_HEIGHT = 6;

export function drawHatch(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, spans: readonly SpoiledSpan[]): void {
  const top = plot.top + plot.height - HATCH_HEIGHT;
  for (const span of spans) {
    const left = Math.max(plot.left, xOf(plot, span.from));
    const right = Math.min(plot.left + plot.width, xOf(plot, span.to));
    if (right <= left) continue;
    context.save();
    context.beginPath();
    context.rect(left, top, Math.max(1, right - left), HATCH_HEIGHT);
    context.clip();
    context.fillStyle = palette('hatch-ground');
    context.fillRect(left, top, right - left, HATCH_HEIGHT);
    strokeLines(context, { top, height: HATCH_HEIGHT }, palette, { left, right, step: HATCH_STEP[span.verdict] });
    context.restore();
  }
}

function strokeLines(
  context: CanvasRenderingContext2D,
  { top, height }: Pick<Plot, 'top' | 'height'>,
  palette: Palette,
  { left, right, step }: { readonly left: number; readonly right: number; readonly step: number },
): void {
  // `step` is measured across the lines; along the axis they are further apart.
  const stride = step * Math.SQRT2;
  context.strokeStyle = palette('hatch-line');
  context.lineWidth = HATCH_WIDTH;
  context.beginPath();
  // Aligned to the page, so that the lines of neighbouring periods meet and do not move while a period grows.
  for (let x = Math.floor((left - height) / stride) * stride; x < right; x += stride) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
}
