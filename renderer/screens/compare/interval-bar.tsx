// The interval of a difference, as a share of the baseline, relative to the line of no difference.
import type { FigureComparison } from '../../../shared/comparison.ts';
import { favourOf } from '../../../shared/comparison-words.ts';
import css from './compare-screen.module.css';

/** How far the bars of all rows reach in each direction, as shares of the baseline. */
export interface IntervalScale {
  readonly from: number;
  readonly to: number;
}

const WIDTH = 220;
const HEIGHT = 17;
/** A wider one leaves the picture; its figures are beside it. */
const MOST = 1.5;
const LEAST = 0.05;

export function intervalScale(figures: readonly FigureComparison[]): IntervalScale {
  const shares = figures.flatMap((figure) => {
    const share = sharesOf(figure);
    return share === null ? [] : [share.from, share.to];
  });
  return { from: Math.max(-MOST, Math.min(-LEAST, ...shares)) * 1.05, to: Math.min(MOST, Math.max(LEAST, ...shares)) * 1.05 };
}

export function IntervalBar({ figure, scale }: { readonly figure: FigureComparison; readonly scale: IntervalScale }) {
  const shares = sharesOf(figure);
  const x = (share: number): number =>
    Math.min(WIDTH - 1, Math.max(1, ((share - scale.from) / (scale.to - scale.from)) * (WIDTH - 2) + 1));
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden className={`${css['compare-bar']} is-${favourOf(figure)}`}>
      <line x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} className={css['compare-zero']} />
      {shares !== null && (
        <>
          <path d={`M${x(shares.from)} 4v9M${x(shares.to)} 4v9M${x(shares.from)} ${middle}H${x(shares.to)}`} />
          <rect x={x(shares.at) - 3} y={middle - 3} width={6} height={6} rx={1} />
        </>
      )}
    </svg>
  );
}

function sharesOf({ name, a, difference, interval }: FigureComparison): { from: number; to: number; at: number } | null {
  if (interval === null || difference === null || a === null) return null;
  // Shares are shown unchanged: 1 % more failures is not a percentage of the baseline.
  const whole = name === 'error_rate' ? 1 : a;
  return whole === 0 ? null : { from: interval.from / whole, to: interval.to / whole, at: difference / whole };
}
