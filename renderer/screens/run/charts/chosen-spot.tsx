// The open request, ringed and named in the chart of all requests.
import type { Spot } from '../../../charts/dots.ts';
import type { Plot } from '../../../charts/plot.ts';
import css from './chart-stack.module.css';
import { classes } from '../../../ui/classes.ts';

interface ChosenSpotProps {
  readonly spots: readonly Spot[];
  /** Its number, or null. */
  readonly chosen: number | null;
  readonly plot: Plot;
  /** The top of the main chart within the stack. */
  readonly top: number;
}

const ROOM_FOR_NAME = 110;

/** In a heat map there is no dot to ring. */
export function ChosenSpot({ spots, chosen, plot, top }: ChosenSpotProps) {
  const spot = chosen === null ? undefined : spots.find(({ dots, row }) => dots.seq[row] === chosen);
  if (spot === undefined || chosen === null) return null;
  const isRight = spot.x > plot.left + plot.width - ROOM_FOR_NAME;
  return (
    <div
      className={isRight ? classes(css['chosen-spot'], 'is-right') : css['chosen-spot']}
      style={{ left: spot.x, top: spot.y + top }}
    >
      <i />
      <span>request {chosen.toLocaleString('en')}</span>
    </div>
  );
}
