// Where the cursor's tooltip is: beside its column and never over it, where it covers the fewest requests. Pure.
import type { Spot } from '../../../charts/dots.ts';
import type { Plot } from '../../../charts/plot.ts';

/** The approximate size of a tooltip. */
export const TOOLTIP = { width: 274, height: 138 } as const;
const GAP = 16;
const EDGE = 8;

export interface TooltipPlace {
  readonly side: 'left' | 'right';
  readonly edge: 'top' | 'bottom';
}

/**
 * `x` is the cursor's position within the plot's canvas. If places are equally good, the tooltip is at the top, on the side with
 * more space.
 */
export function tooltipPlace(plot: Plot, x: number, spots: readonly Pick<Spot, 'x' | 'y'>[]): TooltipPlace {
  const wide = x < plot.left + plot.width / 2 ? 'right' : 'left';
  const sides = ([wide, wide === 'left' ? 'right' : 'left'] as const).filter((side) => side === wide || hasRoom(plot, x, side));
  const edges = plot.height >= TOOLTIP.height + 64 ? (['top', 'bottom'] as const) : (['top'] as const);
  const places = edges.flatMap((edge) => sides.map((side): TooltipPlace => ({ side, edge })));
  let best: TooltipPlace = { side: wide, edge: 'top' };
  let fewest = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const covered = coveredBy(plot, x, place, spots);
    if (covered >= fewest) continue;
    best = place;
    fewest = covered;
  }
  return best;
}

/** Relative to the top of the plot. */
export function tooltipTop({ top, height }: Plot, edge: TooltipPlace['edge']): number {
  return edge === 'top' ? EDGE : top + height - TOOLTIP.height - EDGE;
}

function hasRoom({ left, width }: Plot, x: number, side: TooltipPlace['side']): boolean {
  return side === 'left' ? x - GAP - TOOLTIP.width >= left : x + GAP + TOOLTIP.width <= left + width;
}

function coveredBy(plot: Plot, x: number, { side, edge }: TooltipPlace, spots: readonly Pick<Spot, 'x' | 'y'>[]): number {
  const from = side === 'right' ? x + GAP : x - GAP - TOOLTIP.width;
  const top = tooltipTop(plot, edge);
  let count = 0;
  for (const spot of spots) {
    const isWithin = spot.x >= from && spot.x <= from + TOOLTIP.width && spot.y >= top && spot.y <= top + TOOLTIP.height;
    if (isWithin) count += 1;
  }
  return count;
}
