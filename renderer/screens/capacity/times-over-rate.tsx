// Response times over the rate, with the band of the objective's percentile and both bounds; as SVG, which can be printed.
import { rateUnitOf, type CapacityRow, type RateUnit } from '../../../shared/capacity/capacity-search.ts';
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import { capacityHeadline } from '../../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import {
  bandPoints,
  chartedTime,
  longestOfEach,
  shownTrials,
  timeOfTrial,
  type BandPoint,
} from '../../../shared/capacity/chart-trials.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import type { Trial } from '../../../shared/capacity/trial.ts';
import { ChosenRing, LimitLine, RateAxis, TimeAxis, VerdictLegend, VerdictMark } from './chart-axes.tsx';
import { decadeTicks, frameOf, linear, logarithmic, ticksOf, useWidth, type Scale } from './chart-frame.ts';
import { SideText } from './side-text.tsx';

const [HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [258, 56, 56, 22, 24];
const LINES = ['p50', 'p95', 'p99'] as const;
/** As a share of the width: the lines are far enough apart there. */
const NAMES_AT = 0.3;
/** With fewer rates no curve is drawn. */
const FEWEST_FOR_LINES = 3;

export function TimesOverRate({ row, chosen }: { readonly row: CapacityRow; readonly chosen: number | null }) {
  const { ref, width } = useWidth();
  const unit = rateUnitOf(row);
  const trials = shownTrials(row.trials);
  const charted = chartedTime(objectivesOf(row.settings));
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  const spots = trials.flatMap((trial) => {
    const time = timeOfTrial(trial, charted.at);
    return time === null ? [] : [{ trial, time }];
  });
  const limit = charted.limitMs;
  const times = [
    ...trials.map(({ figures }) => figures.p50),
    ...spots.map(({ time }) => time.value),
    ...(limit === null ? [] : [limit]),
  ];
  const positive = times.filter((time) => time > 0);
  const [least, most] = [Math.min(10, ...positive) * 0.8, Math.max(10, ...positive) * 1.3];
  const highest = Math.max(1, ...trials.map(({ request }) => request.rate)) * 1.04;
  const x = linear(0, highest, LEFT, width - RIGHT);
  const y = logarithmic(least, most, HEIGHT - BOTTOM, TOP);
  return (
    <figure ref={ref}>
      <figcaption>
        Response time over rate <span>band: 95 % interval of the {charted.name}</span>
        <VerdictLegend />
      </figcaption>
      <svg {...frameOf(width, HEIGHT, `${capacityHeadline(row)}, ${trials.length} trials`)}>
        {confirmedHigh !== null && (
          <rect
            x={x(confirmedHigh.request.rate)}
            y={TOP}
            width={Math.max(0, width - RIGHT - x(confirmedHigh.request.rate))}
            height={HEIGHT - TOP - BOTTOM}
            fill="var(--bads)"
            opacity={0.5}
          />
        )}
        <RateAxis ticks={ticksOf(highest)} x={x} y={HEIGHT - 6} unit={unit} />
        <TimeAxis ticks={decadeTicks(least, most)} y={y} left={LEFT} right={width - RIGHT} />
        <Band points={bandPoints(row.trials, charted.at)} top={most} x={x} y={y} />
        {LINES.map((line) => (
          <TimeLine
            key={line}
            line={line}
            trials={longestOfEach(row.trials)}
            x={x}
            y={y}
            nameAt={LEFT + (width - LEFT - RIGHT) * NAMES_AT}
            edges={[confirmedLow, confirmedHigh].flatMap((trial) => (trial === null ? [] : [x(trial.request.rate)]))}
          />
        ))}
        <LimitLine limitMs={limit} y={y} left={LEFT} right={width - RIGHT} />
        {spots.map(({ trial, time }) => (
          <VerdictMark key={trial.request.number} x={x(trial.request.rate)} y={y(time.value)} verdict={trial.verdict} />
        ))}
        {spots.map(
          ({ trial, time }) =>
            trial.request.number === chosen && <ChosenRing key={chosen} x={x(trial.request.rate)} y={y(time.value)} />,
        )}
        <BoundLine trial={confirmedLow} {...{ x, unit, width }} isLow />
        <BoundLine trial={confirmedHigh} {...{ x, unit, width }} isLow={false} />
      </svg>
    </figure>
  );
}

interface LinesProps {
  readonly trials: readonly Trial[];
  readonly x: Scale;
  readonly y: Scale;
}

interface BandProps {
  readonly points: readonly BandPoint[];
  readonly top: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** If the last trial does not determine an upper end, the band ends at the top. */
function Band({ points, top, x, y }: BandProps) {
  const upper = points.map(({ rate, high }) => `${x(rate)},${y(Math.min(top, high ?? top))}`);
  const lower = points.map(({ rate, low }) => `${x(rate)},${y(low)}`).toReversed();
  return <polygon points={[...upper, ...lower].join(' ')} fill="var(--band2)" />;
}

interface TimeLineProps extends LinesProps {
  readonly line: (typeof LINES)[number];
  /** Where its name would best be. */
  readonly nameAt: number;
  /** The vertical lines, which would run through the name. */
  readonly edges: readonly number[];
}

/** Dotted once a backlog grows: from there the time only says for how long it has been growing. */
function TimeLine({ line, trials, x, y, nameAt, edges }: TimeLineProps) {
  const settled = trials.filter(({ backlogGrowth }) => backlogGrowth === null);
  const beyond = trials.filter(
    ({ backlogGrowth, request }) => backlogGrowth !== null && request.rate > (settled.at(-1)?.request.rate ?? 0),
  );
  const points = (some: readonly Trial[]): string =>
    some.map(({ request, figures }) => `${x(request.rate)},${y(figures[line])}`).join(' ');
  const [first] = settled;
  const last = settled.at(-1);
  const distance = ({ request }: Trial): number => Math.abs(x(request.rate) - nameAt);
  const isClear = ({ request }: Trial): boolean => edges.every((edge) => Math.abs(x(request.rate) - edge) > NAME_WIDTH);
  const [named = first] = settled.toSorted((a, b) => Number(isClear(b)) - Number(isClear(a)) || distance(a) - distance(b));
  const below = y(named?.figures[line] ?? 1) + NAME_SHIFT[line];
  const stroke = { fill: 'none', stroke: `var(--${line})`, strokeWidth: line === 'p50' ? 2 : 1.3 };
  if (trials.length < FEWEST_FOR_LINES || first === undefined || last === undefined || named === undefined) return null;
  return (
    <>
      <polyline points={points(settled)} {...stroke} />
      {beyond.length > 0 && <polyline points={points([last, ...beyond])} {...stroke} strokeDasharray="2 3" />}
      <text x={x(named.request.rate)} y={below > HEIGHT - BOTTOM ? y(named.figures[line]) - 8 : below} textAnchor="middle">
        {line}
      </text>
    </>
  );
}

/** In px. */
const NAME_WIDTH = 20;
/** Above or below the line, where it is drawn only once and the marks leave space. */
const NAME_SHIFT = { p50: 16, p95: 15, p99: -11 } as const;

interface BoundLineProps {
  readonly trial: Trial | null;
  readonly x: Scale;
  readonly unit: RateUnit;
  /** Of the chart. */
  readonly width: number;
  readonly isLow: boolean;
}

function BoundLine({ trial, x, unit, width, isLow }: BoundLineProps) {
  if (trial === null) return null;
  const { rate } = trial.request;
  const at = x(rate);
  const colour = isLow ? 'var(--t1)' : 'var(--bad)';
  return (
    <>
      <line x1={at} x2={at} y1={TOP} y2={HEIGHT - BOTTOM} stroke={colour} strokeWidth={1.5} />
      <SideText at={at} y={TOP - 8} room={{ left: 0, right: width }} side={isLow ? 'left' : 'right'} colour={colour}>
        {`${isLow ? 'holds' : 'fails'} at ${rateWords(rate, unit)}`}
      </SideText>
    </>
  );
}
