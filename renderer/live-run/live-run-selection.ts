// All requests of a run, or only those that succeeded or failed: the same run with the times of that part. Pure.
import { subtractHistogram } from '../../shared/histogram.ts';
import { isFailure, OUTCOMES, outcomeOf, type Outcome } from '../../shared/outcome.ts';
import { NO_TIMES, type Dots, type Snapshot } from '../../shared/snapshot.ts';
import { takeDots } from '../../shared/snapshot-columns.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import type { LiveRun } from './live-run.ts';

export const SELECTIONS = ['all', 'succeeded', 'failed'] as const;
export type Selection = (typeof SELECTIONS)[number];

export const SELECTION_LABEL: Readonly<Record<Selection, string>> = { all: 'All', succeeded: 'Succeeded', failed: 'Failed' };

/** "failed requests", "request": what the figures are about. */
export function requestWords(selection: Selection, noun: string): string {
  return selection === 'all' ? noun : `${selection} ${noun}`;
}

/** Gauges, such as the requests in flight, stay those of all requests, because it is not known yet how those will end. */
export function selectRun(run: LiveRun, selection: Selection): LiveRun {
  if (selection === 'all') return run;
  const columns = run.columns.map((column) => selectColumn(column, selection));
  return { ...run, columns, row: run.row === null ? null : { ...run.row, summary: selectSummary(run.row.summary, selection) } };
}

export function selectSummary(summary: RunSummary, selection: Selection): RunSummary {
  if (selection === 'all') return summary;
  const { succeeded, failed } = summary.requests;
  const total = selection === 'failed' ? failed : succeeded;
  const { serviceTime, responseTime } = (selection === 'failed' ? summary.failedTimes : summary.succeededTimes) ?? emptySummary();
  const requests = { total, succeeded: 0, failed: 0, cancelled: 0, [selection]: total };
  const throughput = succeeded + failed === 0 ? 0 : (summary.throughput * total) / (succeeded + failed);
  return { ...summary, requests, throughput, serviceTime, responseTime };
}

type Part = Exclude<Selection, 'all'>;

const known: Readonly<Record<Part, WeakMap<Snapshot, Snapshot>>> = { succeeded: new WeakMap(), failed: new WeakMap() };

/** Cached per column, because views of several widths need it again at every update. */
function selectColumn(column: Snapshot, part: Part): Snapshot {
  const found = known[part].get(column);
  if (found !== undefined) return found;
  const selected = part === 'failed' ? failedOf(column) : succeededOf(column);
  known[part].set(column, selected);
  return selected;
}

function failedOf(column: Snapshot): Snapshot {
  const { service, response } = column.failures;
  return {
    ...column,
    service,
    response,
    succeeded: 0,
    cancelled: 0,
    outcomes: outcomesOf(column, isFailure),
    dots: dotsOf(column.dots, isFailure),
  };
}

function succeededOf(column: Snapshot): Snapshot {
  return {
    ...column,
    service: subtractHistogram(column.service, column.failures.service),
    response: subtractHistogram(column.response, column.failures.response),
    failed: 0,
    cancelled: 0,
    failures: NO_TIMES,
    outcomes: outcomesOf(column, isSuccess),
    dots: dotsOf(column.dots, isSuccess),
  };
}

function isSuccess(outcome: Outcome): boolean {
  return outcome === 'ok';
}

function outcomesOf({ outcomes }: Snapshot, isWanted: (outcome: Outcome) => boolean): Snapshot['outcomes'] {
  const wanted: Partial<Record<Outcome, number>> = {};
  for (const outcome of OUTCOMES) {
    const count = outcomes[outcome];
    if (count !== undefined && isWanted(outcome)) wanted[outcome] = count;
  }
  return wanted;
}

function dotsOf(dots: Dots, isWanted: (outcome: Outcome) => boolean): Dots {
  return takeDots(
    dots,
    [...dots.outcome.keys()].filter((row) => isWanted(outcomeOf(dots.outcome[row] ?? 0))),
  );
}
