// The chart's columns as a table, for people who prefer reading or use a screen reader.
import { ENOUGH_SAMPLES } from '../../../../shared/snapshot-columns.ts';
import { useState } from 'react';
import { hasEnough } from '../../../../shared/enough-samples.ts';
import { formatClock, formatCount, formatRate, formatTime, NO_VALUE } from '../../../../shared/format.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import { endedIn, figuresOf } from '../../../live-run/live-run-figures.ts';
import { secondsOf, type RunView } from '../../../live-run/live-run-view.ts';
import css from './chart-stack.module.css';
import dataTableCss from '../../../ui/data-table.module.css';
import textCss from '../../../ui/text.module.css';
import { useFirstFocus } from '../../../ui/use-first-focus.ts';

interface ChartTableProps {
  readonly view: RunView;
  readonly height: number;
  /** True if it gets the focus once it appears. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

const ROW = 25;
const TIMES = ['p50', 'p95', 'p99'] as const;

/** Only visible rows are rendered: a window has up to 300 columns, and is updated four times a second. */
export function ChartTable({ view, height, takesFocus, onClose }: ChartTableProps) {
  const section = useFirstFocus<HTMLElement>(takesFocus);
  const [top, setTop] = useState(0);
  const { columns } = view;
  const first = Math.max(0, Math.min(Math.floor(top / ROW), columns.length - 1));
  const shown = columns.slice(first, first + Math.ceil(height / ROW) + 1);
  return (
    <section
      ref={section}
      className={css['chart-table']}
      // A scrollable area must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label="The chart as a table"
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <table className={dataTableCss['data-table']} aria-rowcount={columns.length + 1}>
        <caption>
          {MEASURE_LABEL[view.measure]} by {view.placement === 'due' ? 'due time' : 'completion'}, {formatCount(columns.length)}{' '}
          columns{' '}
          <button type="button" className={textCss['link-button']} onClick={onClose}>
            Show the chart
          </button>
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {['requests', ...TIMES, 'max', 'completed', 'failed', 'in flight', 'waiting'].map((name) => (
              <th scope="col" key={name} className="is-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap rows={first} />}
          {shown.map((column, at) => (
            <Row key={column.startAt} index={first + at} column={column} view={view} />
          ))}
          {first + shown.length < columns.length && <Gap rows={columns.length - first - shown.length} />}
        </tbody>
      </table>
    </section>
  );
}

function Gap({ rows }: { readonly rows: number }) {
  return (
    <tr aria-hidden="true" className="is-gap" style={{ height: rows * ROW }}>
      <td colSpan={10}>…</td>
    </tr>
  );
}

interface RowProps {
  readonly index: number;
  readonly column: RunView['columns'][number];
  readonly view: RunView;
}

function Row({ index, column, view }: RowProps) {
  const figures = figuresOf(column, view.measure);
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row">{formatClock(column.startAt + 1e-6, view.columnMs < 1000)}</th>
      <td className="is-number is-strong">{formatCount(endedIn(column))}</td>
      {TIMES.map((name) => (
        <td key={name} className={hasEnough(Number(name.slice(1)), figures.count) ? 'is-number' : 'is-number is-faint'}>
          {figures.count < ENOUGH_SAMPLES ? NO_VALUE : formatTime(figures[name])}
        </td>
      ))}
      <td className="is-number">{figures.count === 0 ? NO_VALUE : formatTime(figures.max)}</td>
      <td className="is-number">{formatRate((column.succeeded + column.failed) / secondsOf(column, view))}</td>
      <td className={column.failed > 0 ? 'is-number is-broken' : 'is-number'}>{formatCount(column.failed)}</td>
      <td className="is-number">{formatCount(column.inFlight)}</td>
      <td className="is-number">{formatCount(column.backlog)}</td>
    </tr>
  );
}
