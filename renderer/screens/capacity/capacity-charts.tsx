// Response time over rate with the bounds, and completed over asked with the knee, as SVG, which also prints.
import { useElementSize } from '@mantine/hooks';
import type { SVGProps } from 'react';
import { rateUnitOf, type CapacityRow, type RateUnit } from '../../../shared/capacity/capacity-search.ts';
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import { capacityHeadline, rateWords } from '../../../shared/capacity/capacity-words.ts';
import { kneeOf, loadPoints, uslOf } from '../../../shared/capacity/description.ts';
import { boundsOf } from '../../../shared/capacity/search.ts';
import type { Trial } from '../../../shared/capacity/trial.ts';
import { formatTime } from '../../../shared/format.ts';
import css from './capacity.module.css';

const [HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [258, 56, 32, 22, 24];
/** Before it is measured, and on paper. */
const USUAL_WIDTH = 560;
const MARKS = { holds: '■', fails: '×', undecided: '◇', untrusted: '·', stopped: '·' } as const;
const LINES = ['p50', 'p95', 'p99'] as const;

export function TimesOverRate({ row }: { readonly row: CapacityRow }) {
  const { ref, width } = useWidth();
  const unit = rateUnitOf(row);
  const trials = row.trials
    .filter(({ verdict, figures }) => verdict !== 'untrusted' && verdict !== 'stopped' && figures.requests > 0)
    .toSorted((a, b) => a.request.rate - b.request.rate || a.seconds - b.seconds);
  const [first] = objectivesOf(row.settings);
  const limit = first?.kind === 'time' ? first.limitMs : null;
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  const times = [...trials.flatMap(({ figures }) => [figures.p50, figures.p99]), ...(limit === null ? [] : [limit])].filter(
    (time) => time > 0,
  );
  const [least, most] = [Math.min(1, ...times), Math.max(10, ...times) * 1.2];
  const top = Math.max(1, ...trials.map(({ request }) => request.rate)) * 1.05;
  const x = (rate: number): number => LEFT + (rate / top) * (width - LEFT - RIGHT);
  const y = (time: number): number => {
    const share = Math.log(Math.max(time, least) / least) / Math.log(most / least);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  };
  return (
    <figure ref={ref}>
      <figcaption>
        Response time over rate <span>p50, p95, p99</span>
        <span className={css['legend']}>■ holds × fails ◇ undecided</span>
      </figcaption>
      <svg {...frameOf(width, `${capacityHeadline(row)}, ${trials.length} trials`)}>
        {ticksOf(top).map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT - 6} textAnchor="middle">
            {rateWords(tick, unit)}
          </text>
        ))}
        {[1, 10, 100, 1000, 10_000]
          .filter((tick) => tick >= least && tick <= most)
          .map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--grid)" />
              <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
                {formatTime(tick)}
              </text>
            </g>
          ))}
        {LINES.map((line) => (
          <TimeLine key={line} line={line} trials={trials} x={x} y={y} />
        ))}
        {limit !== null && <Limit y={y(limit)} width={width} words={formatTime(limit)} />}
        {trials.map(({ request, figures, verdict }) => (
          <text
            key={request.number}
            x={x(request.rate)}
            y={y(figures.p99) + 4}
            textAnchor="middle"
            className={css['mark']}
            data-verdict={verdict}
          >
            {MARKS[verdict]}
          </text>
        ))}
        <Bound trial={confirmedLow} x={x} unit={unit} isLow />
        <Bound trial={confirmedHigh} x={x} unit={unit} isLow={false} />
      </svg>
    </figure>
  );
}

interface TimeLineProps {
  readonly line: (typeof LINES)[number];
  readonly trials: readonly Trial[];
  readonly x: (rate: number) => number;
  readonly y: (time: number) => number;
}

/** The outer two have their names at their ends; p95 lies between them, often close to p99. */
function TimeLine({ line, trials, x, y }: TimeLineProps) {
  const last = trials.at(-1);
  if (last === undefined) return null;
  return (
    <>
      <polyline
        points={trials.map(({ request, figures }) => `${x(request.rate)},${y(figures[line])}`).join(' ')}
        fill="none"
        stroke={`var(--${line})`}
        strokeWidth={line === 'p50' ? 2 : 1.3}
      />
      {line !== 'p95' && (
        <text x={x(last.request.rate) + 8} y={y(last.figures[line]) + (line === 'p50' ? 14 : 0)}>
          {line}
        </text>
      )}
    </>
  );
}

/** Of the first objective. */
function Limit({ y, width, words }: { readonly y: number; readonly width: number; readonly words: string }) {
  return (
    <>
      <line x1={LEFT} x2={width - RIGHT} y1={y} y2={y} stroke="var(--bad)" strokeDasharray="2 3" />
      <text x={LEFT + 4} y={y - 4} style={{ fill: 'var(--bad)' }}>
        {words}
      </text>
    </>
  );
}

interface BoundProps {
  readonly trial: Trial | null;
  readonly x: (rate: number) => number;
  readonly unit: RateUnit;
  readonly isLow: boolean;
}

function Bound({ trial, x, unit, isLow }: BoundProps) {
  if (trial === null) return null;
  const { rate } = trial.request;
  const at = x(rate);
  const colour = isLow ? 'var(--t1)' : 'var(--bad)';
  return (
    <>
      <line x1={at} x2={at} y1={TOP} y2={HEIGHT - BOTTOM} stroke={colour} strokeWidth={1.5} />
      <text x={isLow ? at - 4 : at + 4} y={TOP - 8} textAnchor={isLow ? 'end' : 'start'} style={{ fill: colour }}>
        {isLow ? 'holds' : 'fails'} at {rateWords(rate, unit)}
      </text>
    </>
  );
}

export function CompletedOverAsked({ row }: { readonly row: CapacityRow }) {
  const { ref, width } = useWidth();
  const unit = rateUnitOf(row);
  const points = loadPoints(row.trials);
  const knee = kneeOf(points);
  const curve = uslOf(points);
  const top = Math.max(1, ...points.map(({ asked }) => asked)) * 1.05;
  const high = Math.max(1, ...points.map(({ completed }) => completed)) * 1.15;
  const x = (rate: number): number => LEFT + (rate / top) * (width - LEFT - RIGHT);
  const y = (rate: number): number => HEIGHT - BOTTOM - (rate / high) * (HEIGHT - TOP - BOTTOM);
  const peak = curve?.peak ?? null;
  return (
    <figure ref={ref}>
      <figcaption>
        Completed over asked <span>the knee is a description, no verdict</span>
      </figcaption>
      <svg {...frameOf(width, `Completed a second over what was asked, at ${points.length} rates`)}>
        {ticksOf(top).map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT - 6} textAnchor="middle">
            {rateWords(tick, unit)}
          </text>
        ))}
        {ticksOf(high).map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--grid)" />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {rateWords(tick, unit)}
            </text>
          </g>
        ))}
        <polyline
          points={points.map(({ asked, completed }) => `${x(asked)},${y(completed)}`).join(' ')}
          fill="none"
          stroke="var(--ac)"
          strokeWidth={1.5}
        />
        {points.map(({ asked, completed }) => (
          <circle key={asked} cx={x(asked)} cy={y(completed)} r={2.5} fill="var(--ac)" />
        ))}
        {knee !== null && (
          <>
            <line x1={x(knee)} x2={x(knee)} y1={TOP} y2={HEIGHT - BOTTOM} stroke="var(--t3)" strokeDasharray="2 3" />
            <text x={x(knee) - 4} y={HEIGHT - BOTTOM - 6} textAnchor="end">
              knee, near {rateWords(knee, unit)}
            </text>
          </>
        )}
      </svg>
      {peak !== null && (
        <p>
          Universal Scalability Law through the trials, a description: its peak is near {rateWords(peak.completed, unit)} with{' '}
          {Math.round(peak.inFlight)} in flight.
        </p>
      )}
    </figure>
  );
}

/** Of the figure, so that texts keep their size in every window. */
function useWidth(): { readonly ref: (element: HTMLElement | null) => void; readonly width: number } {
  const { ref, width } = useElementSize<HTMLElement>();
  return { ref, width: width === 0 ? USUAL_WIDTH : width };
}

/** As one picture with a sentence. */
function frameOf(width: number, label: string): SVGProps<SVGSVGElement> {
  return { className: css['chart'], viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label };
}

/** Six round values at most. */
function ticksOf(top: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(top));
  const step = [0.2, 0.5, 1, 2, 5].map((factor) => factor * power).find((size) => top / size <= 5) ?? power;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
}
