// The scroll position of a list with millions of rows, for which no element could be tall enough: above a limit the scroll bar
// only represents the position, and scrolling is computed here. Pure; all in px.

export const ROW_HEIGHT = 25;
/** Browsers cannot lay out elements taller than about 16 to 33 million px. */
export const TALLEST = 15_000_000;

export interface ScrollSize {
  readonly rows: number;
  /** The height of what is visible. */
  readonly viewport: number;
}

/** The height of the element that gives the scroll bar its length. */
export function scrollHeight({ rows }: ScrollSize): number {
  return Math.min(rows * ROW_HEIGHT, TALLEST);
}

/** How far the list can be scrolled. */
export function furthest({ rows, viewport }: ScrollSize): number {
  return Math.max(0, rows * ROW_HEIGHT - viewport);
}

/** From the scroll bar's position to that of the list. */
export function listTop(barTop: number, size: ScrollSize): number {
  return clamp(barTop * ratio(size), furthest(size));
}

/** From the list's position to that of the scroll bar. */
export function barTop(top: number, size: ScrollSize): number {
  return ratio(size) === 0 ? 0 : clamp(top, furthest(size)) / ratio(size);
}

/** The rows that are at least partly visible, up to but not including `to`. */
export function visibleRows(top: number, { rows, viewport }: ScrollSize): { readonly from: number; readonly to: number } {
  return { from: Math.floor(top / ROW_HEIGHT), to: Math.min(rows, Math.ceil((top + viewport) / ROW_HEIGHT)) };
}

/** The smallest movement that brings a row fully into view. */
export function topShowing(row: number, top: number, { viewport }: ScrollSize): number {
  return Math.min(row * ROW_HEIGHT, Math.max(top, (row + 1) * ROW_HEIGHT - viewport));
}

/** Puts the row in the middle. */
export function topCentring(row: number, size: ScrollSize): number {
  return clamp((row + 0.5) * ROW_HEIGHT - size.viewport / 2, furthest(size));
}

/** How many px of the list one px of the scroll bar moves. */
function ratio(size: ScrollSize): number {
  const reach = scrollHeight(size) - size.viewport;
  return reach <= 0 ? 0 : furthest(size) / reach;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
