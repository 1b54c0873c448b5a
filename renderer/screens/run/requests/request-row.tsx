// One request as a row of the table.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- as the table it stands in */
import { memo } from 'react';
import { columnTimeFigure, formatBytes, formatInstant, NO_VALUE } from '../../../../shared/format.ts';
import { OUTCOME_LABEL, outcomeOf } from '../../../../shared/outcome.ts';
import type { SampleRows, SampleSort } from '../../../../shared/sample-query.ts';
import type { TraceOf } from '../../../../shared/traced-run.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import type { RowPosition } from './page-reader.ts';
import type { RequestColumn } from './request-sort.ts';
import type { BarLimit } from './bar-limit.ts';
import { TraceLink } from './trace-link.tsx';
import css from './requests.module.css';
import { classes } from '../../../ui/classes.ts';
import textCss from '../../../ui/text.module.css';

interface RequestRowProps {
  readonly id: string;
  readonly index: number;
  /** In px from the upper edge of the visible part. */
  readonly top: number;
  /** Null until it has been read. */
  readonly place: RowPosition | null;
  readonly columns: readonly RequestColumn[];
  /** The widths of the columns, as a CSS grid template. */
  readonly template: string;
  readonly steps: readonly string[];
  readonly longestMs: number;
  /** A threshold, marked on every bar that it crosses. */
  readonly barLimit: BarLimit | null;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  /** Null if rows have no links to traces. */
  readonly traceOf: TraceOf | null;
  readonly onChoose: (index: number) => void;
}

export const RequestRow = memo(function RequestRow(props: RequestRowProps) {
  const { id, index, top, place, columns, template, isChosen, isActive, traceOf, onChoose } = props;
  const look = classes(
    css['request-row'],
    isChosen && 'is-chosen',
    isActive && 'is-active',
    place?.rows.warmup[place.at] === 1 && 'is-warmup',
  );
  return (
    // The grid handles the keys and identifies the row by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={id}
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={look}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: template }}
      onClick={() => onChoose(index)}
    >
      {columns.map((column) => (
        <Cell key={column.by} column={column} {...props} />
      ))}
      {traceOf !== null && <TraceCell traceId={place === null ? null : traceAt(traceOf, place)} />}
    </div>
  );
});

function Cell({ column, place, steps, longestMs, barLimit }: RequestRowProps & { readonly column: RequestColumn }) {
  const cell = (
    <span role="gridcell" className={column.isFigure ? 'is-figure' : undefined}>
      {place === null ? '' : contentOf(column.by, place, steps)}
    </span>
  );
  if (column.by !== 'response_time') return cell;
  return (
    <>
      {cell}
      <span role="gridcell">{place !== null && <Bar {...{ place, longestMs, barLimit }} />}</span>
    </>
  );
}

function traceAt(traceOf: TraceOf, { rows, at }: RowPosition): string | null {
  return traceOf(rows.iteration[at] ?? 0, rows.step[at] ?? 0, rows.sender[at] ?? 0);
}

function TraceCell({ traceId }: { readonly traceId: string | null }) {
  return <span role="gridcell">{traceId !== null && <TraceLink traceId={traceId} />}</span>;
}

function contentOf(by: SampleSort, { rows, at }: RowPosition, steps: readonly string[]) {
  switch (by) {
    case 'seq':
      return (rows.seq[at] ?? 0).toLocaleString('en');
    case 'due':
      return formatInstant(rows.dueAt[at] ?? 0);
    case 'step':
      return steps[rows.step[at] ?? 0] ?? '';
    case 'outcome':
      return <OutcomeWords rows={rows} at={at} />;
    case 'queue_delay':
      return <Time milliseconds={rows.queueDelay[at] ?? 0} />;
    case 'service_time':
      return <Time milliseconds={rows.service[at] ?? 0} />;
    case 'response_time':
      return <Time milliseconds={rows.response[at] ?? 0} />;
    case 'bytes':
      return rows.bytesIn[at] === 0 ? NO_VALUE : formatBytes(rows.bytesIn[at] ?? 0);
    case 'vu':
      return (rows.vu[at] ?? 0).toLocaleString('en');
  }
}

function OutcomeWords({ rows, at }: { readonly rows: SampleRows; readonly at: number }) {
  const outcome = outcomeOf(rows.outcome[at] ?? 0);
  const isResponse = outcome === 'ok' || outcome === 'http_4xx' || outcome === 'http_5xx';
  const words = isResponse ? String(rows.status[at] ?? 0) : OUTCOME_LABEL[outcome];
  return (
    <span className={css['request-outcome']} title={OUTCOME_LABEL[outcome]}>
      <OutcomeMark mark={markOf(outcome)} />
      <span>{words}</span>
    </span>
  );
}

function Time({ milliseconds }: { readonly milliseconds: number }) {
  const { value, unit } = columnTimeFigure(milliseconds);
  return (
    <span title={`${milliseconds.toLocaleString('en', { maximumFractionDigits: 3 })} ms`}>
      {value} <span className={textCss['unit']}>{unit}</span>
    </span>
  );
}

interface BarProps extends Pick<RequestRowProps, 'longestMs' | 'barLimit'> {
  readonly place: RowPosition;
}

/** Queue delay and service time, on the scale of the longest response. */
function Bar({ place: { rows, at }, longestMs, barLimit }: BarProps) {
  const share = (milliseconds: number): string => `${longestMs > 0 ? (milliseconds / longestMs) * 100 : 0}%`;
  const outcome = outcomeOf(rows.outcome[at] ?? 0);
  return (
    <span className={css['request-bar-parts']}>
      <span className="is-queue" style={{ width: share(rows.queueDelay[at] ?? 0) }} />
      <span style={{ width: share(rows.service[at] ?? 0), background: `var(--${markOf(outcome).token})` }} />
      {barLimit !== null && barLimit.limit < longestMs && <i title={barLimit.words} style={{ left: share(barLimit.limit) }} />}
    </span>
  );
}
