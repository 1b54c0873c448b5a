// The exact figures of the window, each above that of the run; and which window and requests they cover.
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fewFigureWords } from '../../../../shared/enough-samples.ts';
import {
  formatClock,
  formatCount,
  formatSpan,
  formatTime,
  NO_VALUE,
  percentFigure,
  rateFigure,
  timeFigure,
  type Figure,
  plural,
} from '../../../../shared/format.ts';
import type { JourneyFigures } from '../../../../shared/journey-figures.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFigures } from '../../../../shared/sample-query.ts';
import { completedOf, errorRate, type RunSummary } from '../../../../shared/summary.ts';
import type { TimeStats } from '../../../../shared/time-stats.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { measureName, MEASURE_MEANING } from '../../../../shared/words.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { windowWords } from '../../../charts/zoom.ts';
import { requestWords, selectSummary } from '../../../live-run/live-run-selection.ts';
import type { SlowStart } from './slow-start.ts';
import { FigureCell } from './figure-cell.tsx';
import { JourneyCells, tailOf } from './journey-cells.tsx';
import { narrowingWords, withoutNarrowing, type Choice } from './use-choice.ts';
import { classes } from '../../../ui/classes.ts';
import css from './finished-run.module.css';
import textCss from '../../../ui/text.module.css';

interface WindowFiguresProps {
  readonly row: RunRow;
  readonly choice: Choice;
  readonly measure: TimeMeasure;
  /** The time of the whole run. */
  readonly whole: TimeDomain;
  /** The figures of the chosen requests; null until they have been read. */
  readonly figures: SampleFigures | null;
  /** The figures of all requests of the window, because the error rate always covers all of them. */
  readonly ofAll: SampleFigures | null;
  /** The exact figures of the chosen requests of the whole run; null until they have been read. */
  readonly ofRun: SampleFigures | null;
  /** True if the figures belong to the window that is shown. */
  readonly isCurrent: boolean;
  /** Set if the run's highest times come from its first moments; null if they do not, or if a part is chosen. */
  readonly slowStart: SlowStart | null;
  /** The journeys of the window; null if the run has none, or until they have been read. */
  readonly journeys: JourneyFigures | null;
  readonly problem: ReactNode;
  readonly controls: ReactNode;
}

const TIMES = ['p50', 'p95', 'p99'] as const;
const NONE: Figure = { value: NO_VALUE, unit: '' };

export function WindowFigures(props: WindowFiguresProps) {
  const { row, choice, measure, whole, figures, ofAll, isCurrent, slowStart, journeys, problem, controls } = props;
  const { summary } = row;
  const { window, placement, selection, isNarrowed } = choice.stretch;
  // Until the exact values have been read, those of the summary are shown, which has no narrower choice.
  const ofRun = props.ofRun ?? (isNarrowed ? null : selectSummary(summary, selection));
  const known = figures ?? (window === null ? ofRun : null);
  const total = known === null ? 0 : completedOf(known.requests);
  const rate = (ofAll ?? (window === null && !isNarrowed ? summary : null))?.requests ?? null;
  const runRate = !isNarrowed ? summary.requests : selection === 'all' && ofRun !== null ? ofRun.requests : null;
  const isExact = figures !== null && isCurrent;
  const { model } = row.plan.load;
  const taskTime = (name: keyof TimeStats): ReactNode =>
    model === 'iterations' && measure === 'service_time' && known !== null && total > 0 ? (
      <span title={`${measureName('response_time', model)}: ${MEASURE_MEANING.response_time}`}>
        task time {formatTime(known.responseTime[name])}
      </span>
    ) : null;
  const time = (name: keyof TimeStats) => (
    <TimeFigure
      key={name}
      name={name}
      value={known === null || total === 0 ? null : statsOf(known, measure)[name]}
      run={window === null || ofRun === null || completedOf(ofRun.requests) === 0 ? null : statsOf(ofRun, measure)[name]}
      below={name === 'p99' && slowStart !== null ? <WithoutStart {...{ slowStart, whole, choice }} /> : taskTime(name)}
      total={total}
      isLast={tailOf(row)[0] === name}
      where={window === null ? 'this run' : 'this window'}
    />
  );
  return (
    <section
      className={`${css['window-figures']}${isCurrent ? '' : ' is-stale'}`}
      aria-label="Figures of the window"
      aria-busy={!isCurrent}
    >
      <div className={css['window-name']}>
        {isNarrowed ? (
          <Narrowing row={row} choice={choice} />
        ) : (
          <span>
            {window === null
              ? `Whole run, ${measureName(measure, row.plan.load.model).toLowerCase()}`
              : `Window, by ${BY_WORD[placement]}`}
          </span>
        )}
        <strong>{window === null ? wholeWords(whole) : windowWords(window)}</strong>
        <span>
          {problem ?? (
            <>
              {isExact ? 'exact' : isCurrent || figures === null ? 'within 0.4 %' : 'reading'}, {formatCount(total)}{' '}
              {requestWords(selection, plural(total, 'request'))}
              {row.plan.warmup > 0 && window === null && ' after warm-up'}
            </>
          )}
        </span>
      </div>
      <FigureCell
        name="Throughput"
        title="Completed requests per second"
        isLeast={tailOf(row).length === 0}
        value={known === null || total === 0 ? NONE : rateFigure(known.throughput)}
        run={window === null || ofRun === null || completedOf(ofRun.requests) === 0 ? null : rateFigure(ofRun.throughput)}
      />
      {TIMES.map(time)}
      <FigureCell
        name="Error rate"
        title="Failed share of the completed requests, whichever are chosen"
        value={rate === null || completedOf(rate) === 0 ? NONE : percentFigure(errorRate(rate))}
        run={window === null || runRate === null || completedOf(runRate) === 0 ? null : percentFigure(errorRate(runRate))}
        isBad={rate !== null && rate.failed > 0}
      />
      <JourneyCells row={row} journeys={journeys} isWhole={window === null && !isNarrowed} />
      {tailOf(row).map(time)}
      <div className={css['window-controls']}>{controls}</div>
    </section>
  );
}

/** The filters of all charts and figures, whichever table is open, and a button to remove them. */
function Narrowing({ row, choice }: Pick<WindowFiguresProps, 'row' | 'choice'>) {
  const words = narrowingWords(choice.filter, row.plan);
  return (
    <button
      type="button"
      className={classes(textCss['link-button'], css['window-narrowing'])}
      title={`Everything here covers only these requests: ${words}. Press to show all requests again.`}
      onClick={() => choice.onFilter(withoutNarrowing(choice.filter))}
    >
      <span>{words}</span>
      <IconX size={12} stroke={2} aria-hidden />
    </button>
  );
}

/** A run of less than a second is shown in milliseconds. */
function wholeWords(whole: TimeDomain): string {
  return whole.to < 1000 ? windowWords(whole) : `${formatClock(whole.from, true)} to ${formatClock(whole.to, true)}`;
}

/** "4.80 ms after 0:01.0": one press leaves the first moments out of every chart and figure. */
function WithoutStart({
  slowStart,
  whole,
  choice,
}: Pick<WindowFiguresProps, 'whole' | 'choice'> & { readonly slowStart: SlowStart }) {
  const { until, p99 } = slowStart;
  return (
    <button
      type="button"
      className={classes(textCss['link-button'], css['window-without-start'])}
      title={`The slowest requests are those of the first ${formatSpan(until)}, while connections were opened. Press to leave it out.`}
      onClick={() => choice.stretch.onWindow({ from: until, to: whole.to })}
    >
      {formatTime(p99)} after {formatClock(until)}
    </button>
  );
}

const BY_WORD = { ended: 'completion', due: 'due time' } as const;

function statsOf(
  { serviceTime, responseTime }: Pick<RunSummary, 'serviceTime' | 'responseTime'>,
  measure: TimeMeasure,
): TimeStats {
  return measure === 'service_time' ? serviceTime : responseTime;
}

interface TimeFigureProps {
  readonly name: keyof TimeStats;
  /** In ms. */
  readonly value: number | null;
  /** Null if the figure is that of the run itself. */
  readonly run: number | null;
  readonly below: ReactNode;
  readonly total: number;
  /** Whether it is hidden when there is little space. */
  readonly isLast: boolean;
  readonly where: string;
}

function TimeFigure({ name, value, run, below, total, isLast, where }: TimeFigureProps) {
  const few = value === null ? null : fewFigureWords(name, total, where);
  const exact = value === null ? undefined : `${value.toLocaleString('en', { maximumFractionDigits: 4 })} ms`;
  return (
    <FigureCell
      name={name === 'max' ? 'Max' : name}
      title={[exact, few].filter((words) => words !== undefined && words !== null).join('. ')}
      value={timeFigure(value)}
      run={run === null ? null : timeFigure(run)}
      below={below === null && few !== null ? 'few requests' : below}
      isFaint={few !== null}
      isLeast={isLast}
    />
  );
}
