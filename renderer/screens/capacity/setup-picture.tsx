// A small example of a search: doubling, narrowing, confirming. It shows no rates.
import type { Trial } from '../../../shared/capacity/trial.ts';
import { VerdictMark } from './chart-axes.tsx';
import { frameOf } from './chart-frame.ts';
import css from './setup.module.css';

interface Line {
  readonly name?: string;
  readonly y: number;
  /** From 0 to 1, as the gap behind it. */
  readonly at: number;
  readonly gap?: readonly [number, number];
  readonly verdict: Trial['verdict'];
}

const LINES: readonly Line[] = [
  { name: '1 double', y: 10, at: 0.05, verdict: 'holds' },
  { y: 28, at: 0.26, verdict: 'holds' },
  { y: 46, at: 0.47, verdict: 'holds' },
  { y: 64, at: 0.68, verdict: 'holds' },
  { y: 82, at: 0.9, gap: [0.68, 0.9], verdict: 'fails' },
  { name: '2 close in', y: 108, at: 0.79, gap: [0.68, 0.79], verdict: 'fails' },
  { y: 126, at: 0.73, gap: [0.73, 0.8], verdict: 'holds' },
  { y: 144, at: 0.77, gap: [0.73, 0.78], verdict: 'undecided' },
  { name: '3, 4 confirm', y: 170, at: 0.73, gap: [0.73, 0.78], verdict: 'holds' },
  { y: 188, at: 0.78, gap: [0.73, 0.78], verdict: 'fails' },
];

const [WIDTH, HEIGHT, LEFT] = [352, 222, 84];

export function SetupPicture() {
  const x = (share: number): number => LEFT + share * (WIDTH - LEFT);
  return (
    <svg {...frameOf(WIDTH, HEIGHT, 'The rate doubles until one fails, the gap is halved, and both ends of it are confirmed')}>
      {LINES.map(({ name, y, at, gap, verdict }) => (
        <g key={y}>
          {name !== undefined && (
            <text x={0} y={y + 4}>
              {name}
            </text>
          )}
          {gap !== undefined && <rect className={css['gap']} x={x(gap[0])} y={y - 3} width={x(gap[1]) - x(gap[0])} height={6} />}
          <VerdictMark x={x(at)} y={y} verdict={verdict} />
        </g>
      ))}
      <line x1={LEFT} x2={WIDTH} y1={204} y2={204} stroke="var(--line2)" />
      <text x={LEFT} y={218}>
        lower rate
      </text>
      <text x={WIDTH} y={218} textAnchor="end">
        higher rate
      </text>
    </svg>
  );
}
