// The runs as one table: grouped by day, or sorted by a column.
import { useCallback, useEffect, useRef } from 'react';
import { formatCount, plural } from '../../../shared/format.ts';
import { isOver, type RunBrief } from '../../../shared/run.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { setRunsChosen } from '../../host/chosen-runs.ts';
import { classes } from '../../ui/classes.ts';
import type { HistoryDay } from './history-days.ts';
import { HistoryRow } from './history-row.tsx';
import { orderAfter, type RunColumn, type RunOrder } from './run-order.ts';
import css from './history-screen.module.css';
import textCss from '../../ui/text.module.css';

const WHICH_TIME = `${MEASURE_LABEL.response_time} of the open model; else ${MEASURE_LABEL.service_time.toLowerCase()}`;

interface Column {
  readonly by: RunColumn;
  readonly word: string;
  readonly className?: string | undefined;
  readonly title?: string;
}

const COLUMNS: readonly Column[] = [
  { by: 'name', word: 'Run', className: css['history-name'] },
  { by: 'load', word: 'Load', className: css['history-load'] },
  { by: 'requests', word: 'Requests', className: css['number'] },
  { by: 'throughput', word: 'Throughput', className: classes(css['number'], css['history-throughput']) },
  { by: 'p50', word: 'p50', className: classes(css['number'], css['history-p50']), title: WHICH_TIME },
  { by: 'p95', word: 'p95', className: classes(css['number'], css['history-p95']), title: WHICH_TIME },
  { by: 'p99', word: 'p99', className: css['number'], title: WHICH_TIME },
  { by: 'failed', word: 'Failed', className: css['number'] },
];

interface HistoryTableProps {
  /** A single group without a name if they are sorted by a column. */
  readonly days: readonly HistoryDay[];
  readonly order: RunOrder;
  readonly handleOrder: (order: RunOrder) => void;
}

export function HistoryTable({ days, order, handleOrder }: HistoryTableProps) {
  const handleChoice = useRangeChoice(days);
  const heading = (column: Column) => <Heading key={column.by} {...{ column, order, handleOrder }} />;
  return (
    <table className={css['history']}>
      <caption>Percentiles are of the response time in the open model, else of the service time, and within 0.4 %.</caption>
      <thead>
        <tr>
          {COLUMNS.map(heading)}
          {heading({ by: 'generator', word: 'Generator', className: css['history-generator'] })}
          {heading({ by: 'started', word: 'Started', className: css['number'] })}
          <th scope="col">
            <span className={textCss['visually-hidden']}>Delete</span>
          </th>
        </tr>
      </thead>
      {days.map(({ day, count, runs }) => (
        <tbody key={day}>
          {day !== '' && (
            <tr className={css['history-day']}>
              <th scope="rowgroup" colSpan={COLUMNS.length + 3}>
                {day}{' '}
                <span>
                  {formatCount(count)} {plural(count, 'run')}
                </span>
              </th>
            </tr>
          )}
          {runs.map((run) => (
            <HistoryRow key={run.id} run={run} handleChoice={handleChoice} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface HeadingProps extends Pick<HistoryTableProps, 'order' | 'handleOrder'> {
  readonly column: Column;
}

function Heading({ column: { by, word, className, title }, order, handleOrder }: HeadingProps) {
  const isOrder = order.by === by;
  return (
    <th
      scope="col"
      className={className}
      title={title}
      aria-sort={isOrder ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" className={css['history-sort']} onClick={() => handleOrder(orderAfter(order, by))}>
        <span className={by === 'generator' ? css['history-generator-words'] : undefined}>{word}</span>
        {isOrder && <span aria-hidden>{order.descending ? ' ↓' : ' ↑'}</span>}
      </button>
    </th>
  );
}

/** Selects a run; with Shift all runs from the one selected before, in the displayed order. */
function useRangeChoice(days: readonly HistoryDay[]): (run: RunBrief, isChosen: boolean, isRange: boolean) => void {
  const shown = useRef<readonly RunBrief[]>([]);
  const last = useRef<string | null>(null);
  useEffect(() => {
    shown.current = days.flatMap(({ runs }) => runs);
  });
  return useCallback((run, isChosen, isRange) => {
    const runs = shown.current;
    const from = runs.findIndex(({ id }) => id === last.current);
    const to = runs.findIndex(({ id }) => id === run.id);
    const range = isRange && from !== -1 ? runs.slice(Math.min(from, to), Math.max(from, to) + 1) : [run];
    last.current = run.id;
    setRunsChosen(
      range.filter(({ state }) => isOver(state)).map(({ id }) => id),
      isChosen,
    );
  }, []);
}
