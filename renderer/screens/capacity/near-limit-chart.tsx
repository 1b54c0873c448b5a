// The rates near the limit: the time of the objective at each rate between and beside the bounds, with its 95 % interval.
import { rateUnitOf, type CapacityRow, type RateUnit, type TrialNow } from '../../../shared/capacity/capacity-search.ts';
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import { chartedTime, shownTrials, timeOfTrial } from '../../../shared/capacity/chart-trials.ts';
import type { TimeInterval } from '../../../shared/capacity/judge-trial.ts';
import { boundsOf, type SearchBounds } from '../../../shared/capacity/search-bounds.ts';
import { formatPercent } from '../../../shared/format.ts';
import { LimitLine, RateAxis, TimeAxis, VerdictMark } from './chart-axes.tsx';
import { SideText } from './side-text.tsx';
import { decadeTicks, frameOf, linear, logarithmic, ticksOf, useWidth, type Scale } from './chart-frame.ts';

const [HEIGHT, TOP, BOTTOM] = [300, 22, 24];
export const [NEAR_LEFT, NEAR_RIGHT] = [56, 64];
const [LEFT, RIGHT] = [NEAR_LEFT, NEAR_RIGHT];
/** How far beyond the bounds the chart reaches, as a share of the gap. */
const BESIDE = 0.9;
const NARROWEST = 0.04;
/** In px: the space that "29.3 % apart" needs between the names of the bounds. */
const APART_WIDTH = 90;

/** The rates that it shows; null until one has held and one has failed. */
export function nearLimit({ low, failed }: SearchBounds): readonly [number, number] | null {
  return low === null || failed === null ? null : rangeAround(low.request.rate, failed.request.rate);
}

function rangeAround(held: number, fell: number): readonly [number, number] {
  const gap = Math.max(Math.abs(fell - held), NARROWEST * fell);
  return [Math.max(0, Math.min(held, fell) - BESIDE * gap), Math.max(held, fell) + BESIDE * gap];
}

export function NearLimitChart({ row, now }: { readonly row: CapacityRow; readonly now: TrialNow | null }) {
  const { ref, width } = useWidth();
  const unit = rateUnitOf(row);
  const { low, failed } = boundsOf(row.settings, row.trials);
  if (low === null || failed === null) return null;
  const [held, fell] = [low.request.rate, failed.request.rate];
  const [from, to] = rangeAround(held, fell);
  const charted = chartedTime(objectivesOf(row.settings));
  const isNear = (rate: number): boolean => rate >= from && rate <= to;
  const spots = shownTrials(row.trials).flatMap((trial) => {
    const time = timeOfTrial(trial, charted.at);
    return time !== null && isNear(trial.request.rate) ? [{ trial, time }] : [];
  });
  const nowTime = now === null || !isNear(now.request.rate) ? null : (now.evidence[charted.at]?.time ?? null);
  const all = [...spots.map(({ time }) => time), ...(nowTime === null ? [] : [nowTime])];
  const values = [...all.flatMap((time) => [time.low, time.value, time.high ?? time.value]), charted.limitMs ?? 0].filter(
    (value) => value > 0,
  );
  const [least, most] = [Math.min(...values) / 1.5, Math.max(...values) * 1.5];
  const x = linear(from, to, LEFT, width - RIGHT);
  const y = logarithmic(least, most, HEIGHT - BOTTOM, TOP);
  return (
    <figure ref={ref}>
      <figcaption>
        Near the limit <span>{charted.name} at each rate, with its 95 % interval</span>
      </figcaption>
      <svg {...frameOf(width, HEIGHT, `Has held at ${rateWords(held, unit)}, has failed at ${rateWords(fell, unit)}`)}>
        <rect x={x(held)} y={TOP} width={Math.max(0, x(fell) - x(held))} height={HEIGHT - TOP - BOTTOM} fill="var(--future)" />
        <rect
          x={x(fell)}
          y={TOP}
          width={width - RIGHT - x(fell)}
          height={HEIGHT - TOP - BOTTOM}
          fill="var(--bads)"
          opacity={0.5}
        />
        <RateAxis ticks={ticksOf(to, from)} x={x} y={HEIGHT - 6} unit={unit} />
        <TimeAxis ticks={decadeTicks(least, most)} y={y} left={LEFT} right={width - RIGHT} />
        <LimitLine limitMs={charted.limitMs} y={y} left={LEFT} right={width - RIGHT} />
        <Edge at={x(held)} words={`has held at ${rateWords(held, unit)}`} isLow={held <= fell} colour="var(--t1)" width={width} />
        <Edge
          at={x(fell)}
          words={`has failed at ${rateWords(fell, unit)}`}
          isLow={held > fell}
          colour="var(--bad)"
          width={width}
        />
        {Math.abs(x(fell) - x(held)) > APART_WIDTH && (
          <text x={(x(held) + x(fell)) / 2} y={TOP - 8} textAnchor="middle">
            {formatPercent(Math.abs(1 - held / fell))} apart
          </text>
        )}
        {spots.map(({ trial, time }) => (
          <g key={trial.request.number}>
            <Whisker
              x={x(trial.request.rate)}
              y={y}
              time={time}
              top={most}
              colour={trial.verdict === 'fails' ? 'var(--bad)' : 'var(--ac)'}
            />
            <VerdictMark x={x(trial.request.rate)} y={y(time.value)} verdict={trial.verdict} />
          </g>
        ))}
        <text x={LEFT + 8} y={HEIGHT - BOTTOM - 8}>
          {furtherWords(row, unit, (rate) => rate < from, 'left')}
        </text>
        <text x={width - RIGHT - 8} y={HEIGHT - BOTTOM - 8} textAnchor="end">
          {furtherWords(row, unit, (rate) => rate > to, 'right')}
        </text>
        {now !== null && nowTime !== null && (
          <NowSpot x={x(now.request.rate)} y={y} time={nowTime} top={most} words={`now ${rateWords(now.request.rate, unit)}`} />
        )}
      </svg>
    </figure>
  );
}

/** "3 trials hold, further left"; empty if there are none. */
function furtherWords(
  { trials }: CapacityRow,
  unit: RateUnit,
  isBeyond: (rate: number) => boolean,
  side: 'left' | 'right',
): string {
  const verdict = side === 'left' ? 'holds' : 'fails';
  const beyond = trials.filter((trial) => trial.verdict === verdict && isBeyond(trial.request.rate));
  const rates = [...new Set(beyond.map(({ request }) => request.rate))].toSorted((a, b) => a - b);
  const [first, last] = [rates[0], rates.at(-1)];
  if (first === undefined || last === undefined) return '';
  const words = first === last ? rateWords(first, unit) : `${rateWords(first, unit)} to ${rateWords(last, unit)}`;
  return `${words} ${first === last ? verdict : verdict.slice(0, -1)}, further ${side}`;
}

function NowSpot({ x, y, time, top, words }: Omit<WhiskerProps, 'colour'> & { readonly words: string }) {
  return (
    <>
      <Whisker x={x} y={y} time={time} top={top} colour="var(--ac)" />
      <circle cx={x} cy={y(time.value)} r={5} fill="var(--bg)" stroke="var(--ac)" strokeWidth={2} />
      <text x={x + 10} y={y(time.value) + 18} style={{ fill: 'var(--ac)' }}>
        {words}
      </text>
    </>
  );
}

interface EdgeProps {
  readonly at: number;
  readonly words: string;
  readonly isLow: boolean;
  readonly colour: string;
  /** Of the chart. */
  readonly width: number;
}

function Edge({ at, words, isLow, colour, width }: EdgeProps) {
  return (
    <>
      <line x1={at} x2={at} y1={TOP} y2={HEIGHT - BOTTOM} stroke={colour} strokeWidth={1.5} />
      <SideText at={at} y={TOP - 8} room={{ left: 0, right: width }} side={isLow ? 'left' : 'right'} colour={colour}>
        {words}
      </SideText>
    </>
  );
}

interface WhiskerProps {
  readonly x: number;
  readonly y: Scale;
  readonly time: TimeInterval;
  readonly top: number;
  readonly colour: string;
}

/** Open at its top if the trial does not determine an upper end. */
function Whisker({ x, y, time, top, colour }: WhiskerProps) {
  const upper = y(time.high ?? top);
  if (time.low === time.high) return null;
  return (
    <g stroke={colour} strokeWidth={1.5}>
      <line x1={x} x2={x} y1={y(time.low)} y2={upper} />
      <line x1={x - 4} x2={x + 4} y1={y(time.low)} y2={y(time.low)} />
      {time.high !== null && <line x1={x - 4} x2={x + 4} y1={upper} y2={upper} />}
    </g>
  );
}
