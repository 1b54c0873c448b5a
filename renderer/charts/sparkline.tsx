// The course of a figure as a line of 60 x 18 px without axes, narrower if there is little space.
import css from './charts.module.css';

interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly token: string;
}

const WIDTH = 60;
const HEIGHT = 18;

export function Sparkline({ values, token }: SparklineProps) {
  const line = pathOf(values);
  const isFlat = values.every((value) => value === null || value === 0);
  return (
    <svg
      className={css['sparkline']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      height={HEIGHT}
      aria-hidden="true"
    >
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line2)" />
      <path d={line} fill="none" stroke={isFlat ? 'var(--line2)' : `var(--${token})`} strokeWidth={1.3} strokeLinejoin="round" />
    </svg>
  );
}

function pathOf(values: readonly (number | null)[]): string {
  const highest = Math.max(1e-9, ...values.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length - 1);
  let isOpen = false;
  return values
    .map((value, at) => {
      if (value === null) {
        isOpen = false;
        return '';
      }
      const command = isOpen ? 'L' : 'M';
      isOpen = true;
      return `${command}${(at * step).toFixed(1)} ${(HEIGHT - 1.5 - (value / highest) * (HEIGHT - 4)).toFixed(1)}`;
    })
    .join('');
}
