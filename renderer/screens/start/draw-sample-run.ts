// Draws the sample run: heat cells, the slowest as rings, failures with their marks, axes, and lines to the notes.
import { COLUMN_SECONDS, levelOf, ROWS, SAMPLE_FROM, SAMPLE_TO, sampleRun, type SamplePoint } from './sample-run.ts';

const LEFT = 52;
const RIGHT = 12;
const BOTTOM = 24;
/** The vertical positions of the notes on the right. */
const NOTES_AT = [12, 82, 152] as const;

const RUN = sampleRun();

interface SamplePlot {
  readonly context: CanvasRenderingContext2D;
  readonly color: (token: string) => string;
  readonly x: (at: number) => number;
  readonly y: (latency: number) => number;
  readonly right: number;
  readonly bottom: number;
}

export function drawSampleRun(canvas: HTMLCanvasElement, width: number, height: number): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const right = width - RIGHT;
  const bottom = height - BOTTOM;
  const plot: SamplePlot = {
    context,
    color: (token) => style.getPropertyValue(token),
    x: (at) => LEFT + ((at - SAMPLE_FROM) / (SAMPLE_TO - SAMPLE_FROM)) * (right - LEFT),
    y: (latency) => bottom * (1 - levelOf(latency)),
    right,
    bottom,
  };
  context.font = `11px ${style.fontFamily}`;
  drawAxes(plot);
  drawCells(plot);
  drawMarks(plot);
  drawLeads(plot, width);
}

function drawAxes({ context, color, x, y, right, bottom }: SamplePlot): void {
  context.fillStyle = color('--grid');
  for (const latency of [10, 100, 1000]) context.fillRect(LEFT, Math.round(y(latency)), right - LEFT, 1);
  for (const at of [10, 20, 30, 40, 50]) context.fillRect(Math.round(x(at)), 0, 1, bottom);
  context.fillStyle = color('--t3');
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const [latency, text] of [
    [10, '10 ms'],
    [100, '100 ms'],
    [1000, '1 s'],
  ] as const)
    context.fillText(text, LEFT - 8, y(latency));
  context.textAlign = 'center';
  for (const at of [10, 20, 30, 40, 50]) context.fillText(`${at} s`, x(at), bottom + 14);
}

function drawCells({ context, color, x, bottom }: SamplePlot): void {
  const ramp = ['--h0', '--h1', '--h2', '--h3', '--h4'].map(color);
  const top = Math.log(1 + 40);
  RUN.columns.forEach((column, index) => {
    const from = Math.round(x(SAMPLE_FROM + index * COLUMN_SECONDS));
    const to = Math.round(x(SAMPLE_FROM + (index + 1) * COLUMN_SECONDS));
    column.forEach((count, row) => {
      if (count === 0) return;
      const upper = Math.round(bottom * (1 - (row + 1) / ROWS));
      const lower = Math.round(bottom * (1 - row / ROWS));
      context.fillStyle = shadeOf(ramp, Math.log(count) / top);
      context.fillRect(from, upper, to - from, lower - upper);
    });
  });
}

/** A colour between two of the ramp; `share` is from 0 to 1. */
function shadeOf(ramp: readonly string[], share: number): string {
  const place = Math.min(1, share) * (ramp.length - 1);
  const lower = Math.floor(place);
  const upper = Math.min(ramp.length - 1, lower + 1);
  return `color-mix(in srgb, ${ramp[lower]}, ${ramp[upper]} ${Math.round((place - lower) * 100)}%)`;
}

function drawMarks({ context, color, x, y }: SamplePlot): void {
  context.lineWidth = 1.25;
  context.strokeStyle = color('--t1');
  context.fillStyle = color('--bg');
  stroke(RUN.slowest, (centerX, centerY) => {
    context.arc(centerX, centerY, 3.5, 0, 2 * Math.PI);
    context.fill();
  });
  context.lineWidth = 1.5;
  context.strokeStyle = color('--bad');
  stroke(RUN.errorResponses, (centerX, centerY) => {
    context.moveTo(centerX - 3, centerY - 3);
    context.lineTo(centerX + 3, centerY + 3);
    context.moveTo(centerX + 3, centerY - 3);
    context.lineTo(centerX - 3, centerY + 3);
  });
  context.strokeStyle = color('--none');
  stroke(RUN.withoutResponse, (centerX, centerY) => {
    context.moveTo(centerX, centerY - 4.5);
    context.lineTo(centerX + 4.5, centerY);
    context.lineTo(centerX, centerY + 4.5);
    context.lineTo(centerX - 4.5, centerY);
    context.closePath();
  });

  function stroke(points: readonly SamplePoint[], trace: (centerX: number, centerY: number) => void): void {
    for (const { at, latency } of points) {
      context.beginPath();
      trace(x(at), y(latency));
      context.stroke();
    }
  }
}

/** From a failure, a slowest request and a dense cell to the note about each. */
function drawLeads({ context, color, x, y, right }: SamplePlot, width: number): void {
  const failure = RUN.errorResponses.find(({ at }) => at > 42);
  const slow = RUN.slowest.findLast(({ at }) => at < 53);
  context.lineWidth = 1;
  context.strokeStyle = color('--t3');
  [failure, slow, { at: SAMPLE_TO - 0.5, latency: 14 }].forEach((point, index) => {
    const noteAt = NOTES_AT[index];
    if (point === undefined || noteAt === undefined) return;
    context.beginPath();
    context.moveTo(x(point.at) + 6, y(point.latency));
    context.lineTo(right + 2, noteAt + 0.5);
    context.lineTo(width, noteAt + 0.5);
    context.stroke();
  });
}
