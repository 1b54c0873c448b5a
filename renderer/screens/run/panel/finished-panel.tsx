// The summary of a finished run: all percentiles of both times, thresholds, totals, outcomes, events.
import { completedOf, type RunSummary } from '../../../../shared/summary.ts';
import { memo } from 'react';
import { formatBytes, formatCount, formatRate, formatSpan, NO_VALUE } from '../../../../shared/format.ts';
import { areExact } from '../../../../shared/percentile-precision.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';
import { describeLoadAndLaw, sentBytesWords } from '../../../../shared/words.ts';
import { selectSummary, type Selection } from '../../../live-run/live-run-selection.ts';
import { hasNothingToShow } from '../nothing-to-show.ts';
import { Events } from './events.tsx';
import { Failures } from './failures.tsx';
import { GeneratorSection } from './generator.tsx';
import { PhasesTable } from './phases-table.tsx';
import { Section } from './panel-section.tsx';
import { Outcomes, ThresholdList } from './side-panel.tsx';
import { TimesTable } from './times-table.tsx';
import css from '../run-panel.module.css';
import { classes } from '../../../ui/classes.ts';

interface FinishedPanelProps {
  readonly run: LiveRun;
  readonly row: RunRow;
  /** Which requests the times belong to. */
  readonly selection: Selection;
}

export const FinishedPanel = memo(function FinishedPanel({ run, row, selection }: FinishedPanelProps) {
  return (
    <aside className={classes(css['run-panel'], 'is-finished')} aria-label="Summary">
      <SummarySections
        row={row}
        selection={selection}
        summary={selectSummary(row.summary, selection)}
        isExact={selection === 'all' && areExact(row)}
      />
      {!hasNothingToShow(row) && row.summary.phases.blocked !== undefined && <PhasesTable summary={row.summary} />}
      {!hasNothingToShow(row) && <GeneratorSection run={run} />}
      {row.summary.failures.length > 0 ? <Failures row={row} /> : <NoFailure row={row} />}
    </aside>
  );
});

interface SummaryProps extends Pick<FinishedPanelProps, 'row' | 'selection'> {
  /** The summary of the selected requests. */
  readonly summary: RunSummary;
  /** True if its times are the exact values and not those of the run's histogram. */
  readonly isExact: boolean;
}

export function SummarySections({ row, selection, summary, isExact }: SummaryProps) {
  return (
    <>
      {!hasNothingToShow(row) && <TimesTable {...{ summary, selection, isExact }} model={row.plan.load.model} />}
      <ThresholdList verdicts={row.verdicts} />
      <Totals row={row} />
      <Outcomes row={row} />
      <Events annotations={row.annotations} />
    </>
  );
}

function NoFailure({ row }: { readonly row: RunRow }) {
  if (row.summary.requests.total === 0) return null;
  return (
    <Section title="Failures">
      <p className={css['panel-empty']}>No request failed.</p>
    </Section>
  );
}

function Totals({ row }: { readonly row: RunRow }) {
  const { requests, iterations, throughput, bytesIn, durationMs, pausedMs, warmupRequests, lostRequests } = row.summary;
  const started = new Date(row.startedAt);
  return (
    <Section title="Totals" note={describeLoadAndLaw(row.plan.load)}>
      <dl className={css['totals']}>
        <Total word="Requests" value={formatCount(requests.total)} />
        <Total word="Duration" value={durationMs < 1000 ? `${Math.round(durationMs)} ms` : formatSpan(durationMs)} />
        <Total word="Succeeded" value={formatCount(requests.succeeded)} />
        <Total word="Throughput" value={completedOf(requests) === 0 ? NO_VALUE : formatRate(throughput)} />
        <Total word="Failed" value={formatCount(requests.failed)} isBad={requests.failed > 0} />
        <Total word="Received" value={formatBytes(bytesIn)} />
        <Total word="Cancelled" value={formatCount(requests.cancelled)} />
        <Total word="Sent" value={sentBytesWords(row.summary)} />
        {pausedMs > 0 && (
          <Total word="Paused for" value={pausedMs < 1000 ? `${Math.round(pausedMs)} ms` : formatSpan(pausedMs)} />
        )}
        {lostRequests > 0 && <Total word="Lost in the crash" value={formatCount(lostRequests)} isBad />}
        {warmupRequests > 0 && <Total word="Warm-up, not counted" value={formatCount(warmupRequests)} />}
        <Total word="Iterations scheduled" value={formatCount(iterations.scheduled)} />
        <Total word="Started at" value={started.toLocaleTimeString('en-GB')} />
        <Total word="Iterations started" value={formatCount(iterations.started)} />
        <Total word="On" value={started.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })} />
        <Total word="Iterations dropped" value={formatCount(iterations.dropped)} isBad={iterations.dropped > 0} />
      </dl>
    </Section>
  );
}

function Total({ word, value, isBad = false }: { readonly word: string; readonly value: string; readonly isBad?: boolean }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd className={isBad ? 'is-broken' : undefined}>{value}</dd>
    </div>
  );
}
