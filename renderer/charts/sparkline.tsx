// A figure's course in a line of 60 x 18 px, narrower where room is short, without axes.
import css from './charts.module.css';

interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly token: string;
  /** Values of a time in which the load generator was late. */
  readonly spoiled?: readonly boolean[];
}

const NONE: readonly boolean[] = [];

const WIDTH = 60;
const HEIGHT = 18;

export function Sparkline({ values, token, spoiled = NONE }: SparklineProps) {
  const line = pathOf(values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const isFlat = values.every((value) => value === null || value === 0);
  return (
    <svg
      className={css['sparkline']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      height={HEIGHT}
      aria-hidden="true"
    >
      {spoiled.map((isSpoiled, at) =>
        isSpoiled ? <rect key={at} x={at * step - step / 2} width={step} y={0} height={HEIGHT} fill="var(--hatch-line)" /> : null,
      )}
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
