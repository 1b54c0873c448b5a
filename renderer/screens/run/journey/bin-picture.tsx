// A small picture of how long the requests of a step took: logarithmic time, square root of the counts, a line at the median.
import { BINS_PER_DECADE, TIME_BINS } from '../../../../shared/journey-figures.ts';
import css from './journey-view.module.css';

export const BIN_PICTURE_WIDTH = 168;
const HEIGHT = 22;
const BIN = BIN_PICTURE_WIDTH / TIME_BINS;

interface BinPictureProps {
  readonly bins: readonly number[];
  /** In ms. */
  readonly p50: number;
}

export function BinPicture({ bins, p50 }: BinPictureProps) {
  const most = Math.sqrt(Math.max(1, ...bins));
  const median = Math.log10(Math.max(1, p50)) * BINS_PER_DECADE * BIN;
  return (
    <svg width={BIN_PICTURE_WIDTH} height={HEIGHT} className={css['bins']} aria-hidden>
      {[1, 2, 3].map((decade) => (
        <line
          key={decade}
          className={css['bin-grid']}
          x1={decade * BINS_PER_DECADE * BIN}
          x2={decade * BINS_PER_DECADE * BIN}
          y2={HEIGHT}
        />
      ))}
      {bins.map((count, at) => {
        const height = count === 0 ? 0 : Math.max(1, (Math.sqrt(count) / most) * (HEIGHT - 2));
        return <rect key={at} x={at * BIN + 0.5} y={HEIGHT - height} width={BIN - 1} height={height} />;
      })}
      <line className={css['bin-median']} x1={median} x2={median} y1={2} y2={HEIGHT} />
    </svg>
  );
}
