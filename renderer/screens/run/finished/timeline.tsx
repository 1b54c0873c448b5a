// How often something happened over a period, as a row of small bars.
import { formatCount } from '../../../../shared/format.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import css from './tables.module.css';

interface TimelineProps {
  readonly columns: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly domain: TimeDomain;
  readonly token: string;
}

const WIDTH = 180;
const HEIGHT = 18;

export function Timeline({ columns, domain, token }: TimelineProps) {
  const most = Math.max(1, ...columns.map(({ count }) => count));
  const x = (time: number): number => ((time - domain.from) / (domain.to - domain.from)) * WIDTH;
  return (
    <svg className={css['timeline']} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <title>At most {formatCount(most)} in one column</title>
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line2)" />
      {columns.map(({ from, to, count }) => {
        const height = count === 0 ? 0 : Math.max(2, (count / most) * (HEIGHT - 2));
        const left = Math.max(0, x(from));
        return (
          <rect
            key={from}
            x={left}
            y={HEIGHT - 1 - height}
            width={Math.max(1, Math.min(WIDTH, x(to)) - left - 0.5)}
            height={height}
            fill={`var(--${token})`}
          />
        );
      })}
    </svg>
  );
}
