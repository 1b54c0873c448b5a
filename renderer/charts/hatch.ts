// The hatch over seconds in which the load generator was late: 45 degrees, denser where the second is suspect.
import { drawText } from './canvas-text.ts';
import type { Palette } from './palette.ts';
import { xOf, type Plot } from './plot.ts';
import type { SpoiledSpan, SpoiledVerdict } from '../../shared/spoiled.ts';

/** Pixels from one line to the next. */
export const HATCH_STEP: Readonly<Record<SpoiledVerdict, number>> = { strained: 7, suspect: 4 };
export const HATCH_WIDTH = 1.5;

export function drawHatch(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, spans: readonly SpoiledSpan[]): void {
  for (const span of spans) {
    const left = Math.max(plot.left, xOf(plot, span.from));
    const right = Math.min(plot.left + plot.width, xOf(plot, span.to));
    if (right <= left) continue;
    context.save();
    context.beginPath();
    context.rect(left, plot.top, Math.max(1, right - left), plot.height);
    context.clip();
    context.fillStyle = palette('hatch-ground');
    context.fillRect(left, plot.top, right - left, plot.height);
    strokeLines(context, plot, palette, { left, right, step: HATCH_STEP[span.verdict] });
    context.restore();
  }
}

/** Over each stretch that has the room, in words. */
export function drawHatchWords(
  context: CanvasRenderingContext2D,
  plot: Plot,
  palette: Palette,
  spans: readonly SpoiledSpan[],
): void {
  let freeFrom = plot.left;
  for (const { from, to, verdict } of spans) {
    const middle = (Math.max(plot.left, xOf(plot, from)) + Math.min(plot.left + plot.width, xOf(plot, to))) / 2;
    const half = verdict.length * 3 + 4;
    const x = Math.min(Math.max(middle, plot.left + half), plot.left + plot.width - half);
    if (x - half < freeFrom || to <= plot.domain.from) continue;
    drawText(context, palette, verdict, x, plot.top + 8, { token: 'warn', align: 'center' });
    freeFrom = x + half;
  }
}

function strokeLines(
  context: CanvasRenderingContext2D,
  { top, height }: Plot,
  palette: Palette,
  { left, right, step }: { readonly left: number; readonly right: number; readonly step: number },
): void {
  // `step` is across the lines; along the axis they are further apart.
  const stride = step * Math.SQRT2;
  context.strokeStyle = palette('hatch-line');
  context.lineWidth = HATCH_WIDTH;
  context.beginPath();
  // Aligned to the page, so that lines of neighbouring stretches meet and stay while a stretch grows.
  for (let x = Math.floor((left - height) / stride) * stride; x < right; x += stride) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
}
