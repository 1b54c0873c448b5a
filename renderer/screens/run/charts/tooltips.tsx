// The text of the cursor for a column, and for a single request.
import { ENOUGH_SAMPLES } from '../../../../shared/snapshot-columns.ts';
import { hasEnough, SAMPLES_BEYOND } from '../../../../shared/enough-samples.ts';
import { formatClock, formatCount, formatInstant, formatRate, formatTime } from '../../../../shared/format.ts';
import { OUTCOME_LABEL, outcomeOf } from '../../../../shared/outcome.ts';
import { seriesValue, valueAt, type OutsideSeries } from '../../../../shared/outside-series.ts';
import type { Snapshot } from '../../../../shared/snapshot.ts';
import type { Spot } from '../../../charts/dots.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import { figuresOf } from '../../../live-run/live-run-figures.ts';
import { secondsOf, type RunView } from '../../../live-run/live-run-view.ts';
import css from './chart-stack.module.css';
import { classes } from '../../../ui/classes.ts';

const MOST_SERIES = 6;
const WARMUP_WORDS = 'warm-up: excluded from all statistics';

interface ColumnTooltipProps {
  readonly column: Snapshot;
  readonly view: RunView;
  readonly series: readonly OutsideSeries[];
}

export function ColumnTooltip({ column, view, series }: ColumnTooltipProps) {
  const figures = figuresOf(column, view.measure);
  const seconds = secondsOf(column, view);
  const percentile = (value: number): string => (figures.count < ENOUGH_SAMPLES ? '–' : formatTime(value));
  return (
    <>
      <strong>
        {formatInstant(column.startAt)} – {formatInstant(Math.min(column.endAt, view.knownUntil))}
      </strong>
      <div className={css['tooltip-grid']}>
        <Line token="max" word="max" value={figures.count === 0 ? '–' : formatTime(figures.max)} />
        <Line word="completed" value={formatRate((column.succeeded + column.failed) / seconds)} />
        <Line token="p99" word="p99" value={percentile(figures.p99)} isFaint={!hasEnough(99, figures.count)} />
        <Line word="failed" value={formatCount(column.failed)} />
        <Line token="p95" word="p95" value={percentile(figures.p95)} isFaint={!hasEnough(95, figures.count)} />
        <Line word="in flight" value={formatCount(column.inFlight)} />
        <Line token="p50" word="p50" value={percentile(figures.p50)} isFaint={!hasEnough(50, figures.count)} />
        <Line word="waiting" value={formatCount(column.backlog)} />
      </div>
      {series.length > 0 && <SeriesLines series={series} at={Math.min(column.endAt, view.knownUntil)} />}
      {column.startAt < view.warmupMs && <p className={css['tooltip-faint']}>{WARMUP_WORDS}</p>}
      {figures.count > 0 && !hasEnough(99, figures.count) && (
        <p className={css['tooltip-faint']}>grey: fewer than {SAMPLES_BEYOND} requests beyond it</p>
      )}
    </>
  );
}

interface SeriesLinesProps {
  readonly series: readonly OutsideSeries[];
  /** In ms since the run's start. */
  readonly at: number;
}

/** What was measured outside at that time. */
function SeriesLines({ series, at }: SeriesLinesProps) {
  return (
    <div className={css['tooltip-series']}>
      {series.slice(0, MOST_SERIES).map((one) => {
        const value = valueAt(one, at);
        return <Line key={one.name} word={one.name} value={value === null ? '–' : seriesValue(value, one.isPercent)} />;
      })}
    </div>
  );
}

interface SpotTooltipProps {
  readonly spot: Spot;
  readonly view: RunView;
}

export function SpotTooltip({ spot: { dots, row }, view }: SpotTooltipProps) {
  const outcome = outcomeOf(dots.outcome[row] ?? 0);
  const status = dots.status[row] ?? 0;
  const service = dots.service[row] ?? 0;
  const response = dots.response[row] ?? 0;
  const firstByte = dots.firstByte[row] ?? Number.NaN;
  const endedAt = dots.endedAt[row] ?? 0;
  return (
    <>
      <strong className={css['key']}>
        <OutcomeMark mark={markOf(outcome)} />
        Iteration {formatCount((dots.iteration[row] ?? 0) + 1)}: {OUTCOME_LABEL[outcome].toLowerCase()}
        {status > 0 && `, ${status}`}
      </strong>
      <div className={css['tooltip-grid']}>
        <Line word="response time" value={formatTime(response)} />
        <Line word="due" value={formatClock(endedAt - response, true)} />
        <Line word="service time" value={formatTime(service)} />
        <Line word="sent" value={formatClock(endedAt - service, true)} />
        <Line word="first byte" value={Number.isNaN(firstByte) ? '–' : formatTime(firstByte)} />
        <Line word="ended" value={formatClock(endedAt, true)} />
        <Line word="queue delay" value={formatTime(response - service)} />
      </div>
      {endedAt - service < view.warmupMs && <p className={css['tooltip-faint']}>{WARMUP_WORDS}</p>}
    </>
  );
}

interface LineProps {
  readonly token?: string;
  readonly word: string;
  readonly value: string;
  /** True if the figure is based on too few requests. */
  readonly isFaint?: boolean;
}

function Line({ token, word, value, isFaint = false }: LineProps) {
  return (
    <>
      <span className={css['tooltip-word']}>
        {token !== undefined && <span className={css['tooltip-swatch']} style={{ background: `var(--${token})` }} />}
        {word}
      </span>
      <span className={isFaint ? classes(css['tooltip-value'], 'is-faint') : css['tooltip-value']}>{value}</span>
    </>
  );
}
