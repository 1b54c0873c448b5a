// All requests that a filter chooses, one row each. Only visible rows are rendered, however many there are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a table lays out all of its rows; these are placed one by one */
import { useEffect, useId, useMemo, useState } from 'react';
import type { RunRow } from '../../../../shared/run.ts';
import { tracesOf } from '../../../../shared/traced-run.ts';
import type { SampleFilter, SampleOrder, SampleSort } from '../../../../shared/sample-query.ts';
import { call } from '../../../host/client.ts';
import { RequestRow } from './request-row.tsx';
import { columnsFor, nextSort, templateOf, type RequestColumn } from './request-sort.ts';
import { sizerHeight, useListScroll, type ListScroll } from './use-list-scroll.ts';
import type { RequestPages } from './use-request-pages.ts';
import { ROW_HEIGHT, topCentring, topShowing, visibleRows } from './virtual-scroll.ts';
import { useLeadsToTraces } from './trace-link.tsx';
import { barLimitOf } from './bar-limit.ts';
import css from './requests.module.css';
import { classes } from '../../../ui/classes.ts';
import { sentStepNames } from '../../../../shared/plan/sent-steps.ts';
import textCss from '../../../ui/text.module.css';

interface RequestsTableProps {
  readonly row: RunRow;
  readonly filter: SampleFilter;
  readonly sort: SampleOrder;
  readonly onSort: (sort: SampleOrder) => void;
  /** The number of the open request, or null. */
  readonly chosen: number | null;
  readonly onChoose: (seq: number | null) => void;
  readonly pages: RequestPages;
  /** Columns that the person has hidden. */
  readonly hidden: ReadonlySet<SampleSort>;
}

export function RequestsTable(props: RequestsTableProps) {
  const { row, sort, onSort, pages, chosen, onChoose, hidden } = props;
  const { reader } = pages;
  const total = reader?.answer?.total ?? 0;
  const steps = sentStepNames(row.plan);
  const columns = useMemo(() => columnsFor(steps.length, hidden), [steps.length, hidden]);
  const barLimit = useMemo(() => barLimitOf(row.plan), [row.plan]);
  const longest = steps.reduce((most, { length }) => Math.max(most, length), 0);
  const leads = useLeadsToTraces();
  const traceOf = useMemo(() => (leads ? tracesOf(row) : null), [row, leads]);
  const template = useMemo(
    () => `${templateOf(columns, longest)}${traceOf === null ? '' : ' 40px'}`,
    [columns, longest, traceOf],
  );
  const { scroller, handleScroll, moveTo, size, top } = useListScroll(total);
  const [active, setActive] = useState(0);
  const id = useId();
  const rowId = (index: number): string => `${id}-${index}`;
  const { from, to } = visibleRows(top, size);
  useEffect(() => reader?.want(from, to), [reader, from, to]);
  useChosenInView(props, { size, top, moveTo }, setActive);
  const seqAt = (index: number): number | null => {
    const place = reader?.row(index) ?? null;
    return place === null ? null : (place.rows.seq[place.at] ?? null);
  };
  const choose = (index: number): void => {
    setActive(index);
    onChoose(seqAt(index));
  };
  const handleKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target === event.currentTarget) return choose(active);
    const next = nextIndex(event.key, active, total, Math.floor(size.viewport / ROW_HEIGHT) - 1);
    if (next === null || event.target !== event.currentTarget) return;
    event.preventDefault();
    setActive(next);
    moveTo(topShowing(next, top, size));
    // If a request is open, the arrow keys move to the next or previous one.
    if (chosen !== null && seqAt(next) !== null) onChoose(seqAt(next));
  };
  return (
    <div
      role="grid"
      aria-label="Requests"
      aria-rowcount={total + 1}
      aria-busy={pages.isReading}
      aria-activedescendant={total > 0 && active >= from && active < to ? rowId(active) : undefined}
      tabIndex={0}
      className={css['requests-grid']}
      onKeyDown={handleKeyDown}
    >
      <Head template={template} columns={columns} sort={sort} onSort={onSort} hasTraces={traceOf !== null} />
      <div className={css['requests-scroller']} ref={scroller} onScroll={handleScroll} role="rowgroup">
        <div style={{ height: sizerHeight(size) }} role="presentation">
          <div className={css['requests-window']} style={{ height: size.viewport }} role="presentation">
            {Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at).map((index) => (
              <RequestRow
                key={index}
                id={rowId(index)}
                index={index}
                top={Math.round(index * ROW_HEIGHT - top)}
                place={reader?.row(index) ?? null}
                columns={columns}
                template={template}
                steps={steps}
                longestMs={reader?.answer?.longestResponse ?? 0}
                barLimit={barLimit}
                isChosen={chosen !== null && seqAt(index) === chosen}
                isActive={index === active}
                traceOf={traceOf}
                onChoose={choose}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

interface HeadProps {
  readonly template: string;
  readonly columns: readonly RequestColumn[];
  readonly sort: SampleOrder;
  readonly onSort: (sort: SampleOrder) => void;
  readonly hasTraces: boolean;
}

function Head({ template, columns, sort, onSort, hasTraces }: HeadProps) {
  return (
    <div role="rowgroup">
      <div
        role="row"
        className={classes(css['request-row'], 'is-head')}
        style={{ gridTemplateColumns: template }}
        aria-rowindex={1}
      >
        {columns.map(({ by, name, isFigure }) => {
          const arrow = sort.descending ? '↓' : '↑';
          const cell = (
            <span
              key={by}
              role="columnheader"
              aria-sort={sort.by !== by ? 'none' : sort.descending ? 'descending' : 'ascending'}
              className={isFigure ? 'is-figure' : undefined}
            >
              <button
                type="button"
                onClick={() => onSort(nextSort(sort, by))}
                className={sort.by === by ? 'is-sorted' : undefined}
              >
                {name} {sort.by === by && <span aria-hidden>{arrow}</span>}
              </button>
            </span>
          );
          if (by !== 'response_time') return cell;
          return [
            cell,
            <span key="bar" role="columnheader">
              <span className={textCss['visually-hidden']}>Queue delay and service time as a bar</span>
            </span>,
          ];
        })}
        {hasTraces && <span role="columnheader">Trace</span>}
      </div>
    </div>
  );
}

/** A request that is chosen elsewhere, by a dot or the drawer's arrows, is scrolled into view. */
function useChosenInView(
  { row, filter, sort, chosen, pages }: RequestsTableProps,
  { size, top, moveTo }: Pick<ListScroll, 'size' | 'top' | 'moveTo'>,
  onFound: (index: number) => void,
): void {
  const question = JSON.stringify({ runId: row.id, filter, sort });
  const isReady = (pages.reader?.answer ?? null) !== null && !pages.isReading && size.viewport > 0;
  useEffect(() => {
    if (chosen === null || !isReady) return;
    let isCurrent = true;
    void call('samples.place', { ...JSON.parse(question), view: 'table', seq: chosen }).then((place) => {
      if (!isCurrent || !place.ok || place.value.index === null) return;
      const { index } = place.value;
      onFound(index);
      const isVisible = index * ROW_HEIGHT >= top && (index + 1) * ROW_HEIGHT <= top + size.viewport;
      if (!isVisible) moveTo(topCentring(index, size));
    });
    return () => {
      isCurrent = false;
    };
    // Only a new choice or query scrolls the list, not its own scrolling.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [chosen, question, isReady]);
}

function nextIndex(key: string, index: number, total: number, page: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: total - 1,
  };
  const next = steps[key];
  return next === undefined || total === 0 ? null : Math.min(Math.max(0, next), total - 1);
}
