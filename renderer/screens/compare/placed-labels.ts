// Places the labels of a chart so that none covers another or leaves the plot. Pure.

export interface LabelPlace {
  readonly x: number;
  readonly y: number;
}

/** The size of a label, and the upper left corners that it prefers, the best first. */
export interface LabelWish {
  readonly width: number;
  readonly height: number;
  readonly places: readonly LabelPlace[];
  /** Points of what the label is not about: beside them a reader would take it for theirs. */
  readonly others?: readonly LabelPlace[];
}

export interface LabelBounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Box extends LabelPlace {
  readonly width: number;
  readonly height: number;
}

/**
 * The upper left corner of each label, in the given order. A label takes the preferred place with the fewest `points` of the
 * curves behind it, and among those the one with the fewest of the others near it; if all are taken, it moves up or down as
 * little as possible.
 */
export function placedLabels(
  wishes: readonly LabelWish[],
  bounds: LabelBounds,
  points: readonly LabelPlace[] = [],
): readonly LabelPlace[] {
  const taken: Box[] = [];
  for (const wish of wishes) taken.push(placeOf(wish, bounds, taken, points));
  return taken.map(({ x, y }) => ({ x, y }));
}

function placeOf(wish: LabelWish, bounds: LabelBounds, taken: readonly Box[], points: readonly LabelPlace[]): Box {
  const wanted = wish.places.map((place) => inside({ ...place, width: wish.width, height: wish.height }, bounds));
  const free = wanted.filter((box) => taken.every((other) => !areOverlapping(box, other)));
  const [first = inside({ x: bounds.left, y: bounds.top, width: wish.width, height: wish.height }, bounds)] = wanted;
  if (free.length === 0) return moved(first, bounds, taken);
  const covered = countsIn(free, points);
  const clear = free.filter((_, at) => covered[at] === Math.min(...covered));
  const near = countsIn(clear.map(widened), wish.others ?? []);
  return clear[near.indexOf(Math.min(...near))] ?? first;
}

function countsIn(boxes: readonly Box[], points: readonly LabelPlace[]): readonly number[] {
  return boxes.map((box) => points.filter((point) => isIn(point, box)).length);
}

/** In px. */
const NEAR = 20;

function widened({ x, y, width, height }: Box): Box {
  return { x: x - NEAR, y: y - NEAR, width: width + 2 * NEAR, height: height + 2 * NEAR };
}

/** The nearest free place above or below; if there is none, the label stays. */
function moved(box: Box, bounds: LabelBounds, taken: readonly Box[]): Box {
  const heights = taken.flatMap(({ y, height }) => [y + height, y - box.height]);
  const free = heights
    .map((y) => ({ ...box, y }))
    .filter(({ y }) => y >= bounds.top && y + box.height <= bounds.bottom)
    .filter((other) => taken.every((one) => !areOverlapping(other, one)))
    .toSorted((a, b) => Math.abs(a.y - box.y) - Math.abs(b.y - box.y));
  return free[0] ?? box;
}

function inside(box: Box, { left, right, top, bottom }: LabelBounds): Box {
  return {
    ...box,
    x: Math.max(left, Math.min(box.x, right - box.width)),
    y: Math.max(top, Math.min(box.y, bottom - box.height)),
  };
}

function areOverlapping(a: Box, b: Box): boolean {
  const slack = 1e-6;
  return (
    a.x + a.width > b.x + slack && b.x + b.width > a.x + slack && a.y + a.height > b.y + slack && b.y + b.height > a.y + slack
  );
}

function isIn({ x, y }: LabelPlace, box: Box): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** As much of a text as fits, with an ellipsis if it is cut. */
export function fittingText(words: string, size: number, room: number): string {
  if (textWidth(words, size) <= room) return words;
  const length = Math.max(1, Math.floor(room / (size * CHARACTER)) - 1);
  return `${words.slice(0, length).trimEnd()}…`;
}

/** Width of a character as a share of the size of the text. */
const CHARACTER = 0.62;

/** The width of a text in px, estimated on the high side. */
export function textWidth(words: string, size: number): number {
  return Math.ceil(words.length * size * CHARACTER);
}
