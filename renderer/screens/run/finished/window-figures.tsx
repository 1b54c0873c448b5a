// The figures of the window, exact, each over that of the run; and which window and requests they are of.
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fewWords, hasEnough } from '../../../../shared/enough-samples.ts';
import {
  formatClock,
  formatCount,
  NO_VALUE,
  percentFigure,
  rateFigure,
  timeFigure,
  type Figure,
  plural,
} from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFigures } from '../../../../shared/sample-query.ts';
import { completedOf, errorRate, type RunSummary } from '../../../../shared/summary.ts';
import type { TimeStats } from '../../../../shared/time-stats.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { windowWords } from '../../../charts/zoom.ts';
import { requestWords, selectSummary } from '../../../live-run/live-run-selection.ts';
import { narrowingWords, withoutNarrowing, type Choice } from './use-choice.ts';
import { classes } from '../../../ui/classes.ts';
import css from './finished-run.module.css';

interface WindowFiguresProps {
  readonly row: RunRow;
  readonly choice: Choice;
  readonly measure: TimeMeasure;
  /** The whole run's time. */
  readonly whole: TimeDomain;
  /** Of the chosen requests; null until they are read. */
  readonly figures: SampleFigures | null;
  /** Of all requests of the window: whichever are chosen, the error rate is theirs. */
  readonly ofAll: SampleFigures | null;
  /** Of the chosen requests of the whole run, exact; null until they are read. */
  readonly ofRun: SampleFigures | null;
  /** The figures are those of the window shown now. */
  readonly isCurrent: boolean;
  readonly problem: ReactNode;
  readonly controls: ReactNode;
}

const TIMES = ['p50', 'p95', 'p99'] as const;
const TAIL = ['p99.9', 'max'] as const;
const NONE: Figure = { value: NO_VALUE, unit: '' };

export function WindowFigures(props: WindowFiguresProps) {
  const { row, choice, measure, whole, figures, ofAll, isCurrent, problem, controls } = props;
  const { summary } = row;
  const { window, placement, selection, isNarrowed } = choice.stretch;
  // Until the very values are read, those of the summary stand for them, which knows no narrower choice.
  const ofRun = props.ofRun ?? (isNarrowed ? null : selectSummary(summary, selection));
  const known = figures ?? (window === null ? ofRun : null);
  const total = known === null ? 0 : completedOf(known.requests);
  const rate = (ofAll ?? (window === null && !isNarrowed ? summary : null))?.requests ?? null;
  const runRate = !isNarrowed ? summary.requests : selection === 'all' && ofRun !== null ? ofRun.requests : null;
  const isExact = figures !== null && isCurrent;
  const time = (name: keyof TimeStats) => (
    <TimeFigure
      key={name}
      name={name}
      value={known === null || total === 0 ? null : statsOf(known, measure)[name]}
      run={ofRun === null || completedOf(ofRun.requests) === 0 ? null : statsOf(ofRun, measure)[name]}
      total={total}
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
            {window === null ? `Whole run, ${MEASURE_LABEL[measure].toLowerCase()}` : `Window, by ${BY_WORD[placement]}`}
          </span>
        )}
        <strong>
          {window === null ? `${formatClock(whole.from, true)} to ${formatClock(whole.to, true)}` : windowWords(window)}
        </strong>
        <span>
          {problem ?? (
            <>
              {isExact ? 'exact' : isCurrent || figures === null ? 'within 0.4 %' : 'reading'}, {formatCount(total)}{' '}
              {requestWords(selection, plural(total, 'request'))}
            </>
          )}
        </span>
      </div>
      <FigureCell
        name="Throughput"
        title="Completed requests per second"
        value={known === null || total === 0 ? NONE : rateFigure(known.throughput)}
        run={ofRun === null || completedOf(ofRun.requests) === 0 ? NONE : rateFigure(ofRun.throughput)}
      />
      {TIMES.map(time)}
      <FigureCell
        name="Error rate"
        title="Failed share of the completed requests, whichever are chosen"
        value={rate === null || completedOf(rate) === 0 ? NONE : percentFigure(errorRate(rate))}
        run={runRate === null || completedOf(runRate) === 0 ? NONE : percentFigure(errorRate(runRate))}
        isBad={rate !== null && rate.failed > 0}
      />
      {TAIL.map(time)}
      <div className={css['window-controls']}>{controls}</div>
    </section>
  );
}

/** What the filters narrow every chart and figure to, whichever table is open, and the way back. */
function Narrowing({ row, choice }: Pick<WindowFiguresProps, 'row' | 'choice'>) {
  const words = narrowingWords(choice.filter, row.plan);
  return (
    <button
      type="button"
      className={classes('link-button', css['window-narrowing'])}
      title={`Everything here is of these requests alone: ${words}. Press to show all requests again.`}
      onClick={() => choice.onFilter(withoutNarrowing(choice.filter))}
    >
      <span>{words}</span>
      <IconX size={12} stroke={2} aria-hidden />
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
  /** ms */
  readonly value: number | null;
  readonly run: number | null;
  readonly total: number;
  readonly where: string;
}

function TimeFigure({ name, value, run, total, where }: TimeFigureProps) {
  const percent = name.startsWith('p') ? Number(name.slice(1)) : null;
  const few = percent === null || value === null || hasEnough(percent, total) ? null : fewWords(percent, total, where);
  const exact = value === null ? undefined : `${value.toLocaleString('en', { maximumFractionDigits: 4 })} ms`;
  return (
    <FigureCell
      name={name === 'max' ? 'Max' : name}
      title={[exact, few].filter((words) => words !== undefined && words !== null).join('. ')}
      value={timeFigure(value)}
      run={timeFigure(run)}
      isFaint={few !== null}
    />
  );
}

interface FigureCellProps {
  readonly name: string;
  readonly title?: string | undefined;
  readonly value: Figure;
  readonly run: Figure;
  readonly isFaint?: boolean;
  readonly isBad?: boolean;
}

function FigureCell({ name, title, value, run, isFaint = false, isBad = false }: FigureCellProps) {
  return (
    <div className={css['window-figure']} title={title} data-testid="window-figure">
      <span>{name}</span>
      <strong className={isFaint ? 'is-faint' : isBad ? 'is-broken' : undefined}>
        {value.value}
        {value.unit !== '' && <span className="unit"> {value.unit}</span>}
      </strong>
      <span>
        run {run.value} {run.unit}
      </span>
    </div>
  );
}
