// The axes of the charts of a capacity, the line of the limit, and the marks of verdicts.
import type { RateUnit } from '../../../shared/capacity/capacity-search.ts';
import { VERDICT_MARKS } from '../../../shared/capacity/chart-trials.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import type { Trial } from '../../../shared/capacity/trial.ts';
import { formatAxisTime, formatLimit } from '../../../shared/format.ts';
import type { Scale } from './chart-frame.ts';
import css from './capacity.module.css';

interface RateAxisProps {
  readonly ticks: readonly number[];
  readonly x: Scale;
  /** Where the words begin. */
  readonly y: number;
  readonly unit: RateUnit;
}

export function RateAxis({ ticks, x, y, unit }: RateAxisProps) {
  return ticks.map((tick) => (
    <text key={tick} x={x(tick)} y={y} textAnchor="middle">
      {rateWords(tick, unit)}
    </text>
  ));
}

interface Across {
  readonly y: Scale;
  /** The lines go from the first to the second position. */
  readonly left: number;
  readonly right: number;
}

export function TimeAxis({ ticks, y, left, right }: Across & { readonly ticks: readonly number[] }) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} stroke="var(--grid)" />
      <text x={left - 6} y={y(tick) + 4} textAnchor="end">
        {formatAxisTime(tick)}
      </text>
    </g>
  ));
}

/** Marks the limit of the first objective that is about a time; draws nothing if there is none. */
export function LimitLine({ limitMs, y, left, right }: Across & { readonly limitMs: number | null }) {
  if (limitMs === null) return null;
  return (
    <>
      <line x1={left} x2={right} y1={y(limitMs)} y2={y(limitMs)} stroke="var(--bad)" strokeDasharray="2 3" />
      <text x={right + 6} y={y(limitMs) + 4} style={{ fill: 'var(--bad)' }}>
        {formatLimit(limitMs)}
      </text>
    </>
  );
}

interface VerdictMarkProps {
  readonly x: number;
  /** Where its middle is. */
  readonly y: number;
  readonly verdict: Trial['verdict'];
}

/** Around the mark of the chosen trial. */
export function ChosenRing({ x, y }: { readonly x: number; readonly y: number }) {
  return <circle className={css['ring']} cx={x} cy={y} r={9} />;
}

/** The mark of a trial's verdict. */
export function VerdictMark({ x, y, verdict }: VerdictMarkProps) {
  return (
    <text x={x} y={y + 4} textAnchor="middle" className={css['mark']} data-verdict={verdict}>
      {VERDICT_MARKS[verdict]}
    </text>
  );
}

/** The marks of the verdicts, beside the title of a chart. */
export function VerdictLegend() {
  return (
    <span className={css['legend']}>
      {(['holds', 'fails', 'undecided'] as const).map((verdict) => (
        <span key={verdict} data-verdict={verdict}>
          <i aria-hidden>{VERDICT_MARKS[verdict]}</i> {verdict}
        </span>
      ))}
    </span>
  );
}
