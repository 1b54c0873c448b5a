// Text on a canvas in the font of the screens, and labels in the right gutter that do not overlap.
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';

interface TextStyle {
  readonly token: string;
  readonly align?: 'left' | 'center' | 'right';
}

export interface GutterLabel {
  readonly text: string;
  readonly y: number;
  readonly token: string;
  /** A stroke of this colour before the text, if the text names a line. */
  readonly swatch?: string;
}

const SWATCH = 8;
const LABEL_STEP = 12;

export function drawText(
  context: CanvasRenderingContext2D,
  palette: Palette,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): void {
  const picture = pictureOf(text, palette(style.token), palette('sans'));
  const width = picture.width / picture.ratio;
  const shift = style.align === 'right' ? width : style.align === 'center' ? width / 2 : 0;
  // On whole pixels, because a copy between pixels would be blurred.
  context.drawImage(
    picture.canvas,
    Math.round(x - shift),
    Math.round(y - HEIGHT / 2),
    picture.canvas.width / picture.ratio,
    HEIGHT,
  );
}

interface TextPicture {
  readonly canvas: OffscreenCanvas;
  readonly width: number;
  readonly ratio: number;
}

const HEIGHT = 16;
const MOST_PICTURES = 200;
const pictures = new Map<string, TextPicture>();

/** Setting a canvas's font costs a style pass at every update, so each text is painted once and then copied. */
function pictureOf(text: string, colour: string, family: string): TextPicture {
  const ratio = globalThis.devicePixelRatio;
  const key = `${ratio} ${colour} ${text}`;
  const known = pictures.get(key);
  if (known !== undefined) return known;
  const picture = paintText(text, colour, `11px ${family}`, ratio);
  // Until the font is loaded, text is painted in another one, so it is not cached.
  if (document.fonts.status === 'loaded') {
    if (pictures.size >= MOST_PICTURES) pictures.clear();
    pictures.set(key, picture);
  }
  return picture;
}

function paintText(text: string, colour: string, font: string, ratio: number): TextPicture {
  const ruler = new OffscreenCanvas(1, 1).getContext('2d');
  if (ruler !== null) ruler.font = font;
  const width = Math.max(1, Math.ceil((ruler?.measureText(text).width ?? 0) + 2) * ratio);
  const canvas = new OffscreenCanvas(Math.ceil(width), HEIGHT * ratio);
  const brush = canvas.getContext('2d');
  if (brush !== null) {
    brush.scale(ratio, ratio);
    brush.font = font;
    brush.textBaseline = 'middle';
    brush.fillStyle = colour;
    brush.fillText(text, 0, HEIGHT / 2 + 0.5);
  }
  return { canvas, width, ratio };
}

/** To the right of `x`, or of the plot, from top to bottom, at least 12 px apart. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  plot: Plot,
  palette: Palette,
  labels: readonly GutterLabel[],
  x = plot.left + plot.width,
): void {
  const lowest = plot.top + plot.height - 7;
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
    if (label.swatch !== undefined) {
      context.fillStyle = palette(label.swatch);
      context.fillRect(x + 6, Math.round(label.y) - 1, SWATCH, 2);
    }
    const indent = label.swatch === undefined ? 0 : SWATCH + 4;
    drawText(context, palette, label.text, x + 6 + indent, label.y, { token: label.token });
  }
}
