// What failed in the window: by kind and message, how often, when, over time, and with examples.
import { useState } from 'react';
import { formatClock, formatCount, formatPercent } from '../../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../../shared/outcome.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import type { FailureGroup } from '../../../../shared/summary.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { useSamples } from '../../../host/use-samples.ts';
import { ExampleDrawer } from '../panel/example-drawer.tsx';
import { anyOutcome } from './use-choice.ts';
import { Timeline } from './timeline.tsx';
import tablesCss from './tables.module.css';
import chartStackCss from '../charts/chart-stack.module.css';
import dataTableCss from '../../../ui/data-table.module.css';
import textCss from '../../../ui/text.module.css';

interface FailuresTabProps {
  readonly row: RunRow;
  /** Most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** Requests of the window. */
  readonly total: number;
  readonly domain: TimeDomain;
  readonly filter: SampleFilter;
  readonly onShowRequests: (failure: NonNullable<SampleFilter['failure']>) => void;
}

/** The course over time is only read for this many kinds. */
const MOST_TIMELINES = 12;

export function FailuresTab({ row, failures, total, domain, filter, onShowRequests }: FailuresTabProps) {
  const [opened, setOpened] = useState<FailureGroup | null>(null);
  if (failures.length === 0) return <p className={tablesCss['tables-empty']}>None of the chosen requests failed.</p>;
  return (
    <>
      <table className={dataTableCss['data-table']}>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">What happened</th>
            <th scope="col" className="is-number">
              Requests
            </th>
            <th scope="col" className="is-number">
              Share
            </th>
            <th scope="col" className="is-number">
              First
            </th>
            <th scope="col" className="is-number">
              Last
            </th>
            <th scope="col">Over time</th>
            <th scope="col">
              <span className={textCss['visually-hidden']}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {failures.map((group, at) => (
            <tr key={`${group.outcome} ${group.code} ${group.message}`}>
              <th scope="row">
                <span className={chartStackCss['key']}>
                  <OutcomeMark mark={markOf(group.outcome)} />
                  {OUTCOME_LABEL[group.outcome]}
                </span>
              </th>
              <td className="is-words">
                {group.message}
                {group.code !== '' && <span className={textCss['mono']}> {group.code}</span>}
              </td>
              <td className="is-number is-strong">{formatCount(group.count)}</td>
              <td className="is-number">{total === 0 ? '' : formatPercent(group.count / total)}</td>
              <td className="is-number">{formatClock(group.firstAt, true)}</td>
              <td className="is-number">{formatClock(group.lastAt, true)}</td>
              <td>{at < MOST_TIMELINES && <FailureTimeline {...{ runId: row.id, group, domain, filter, at }} />}</td>
              <td className="is-actions">
                <button type="button" onClick={() => setOpened(group)}>
                  Examples
                </button>
                <button
                  type="button"
                  onClick={() => onShowRequests({ outcome: group.outcome, code: group.code, message: group.message })}
                >
                  Requests
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ExampleDrawer row={row} kind={opened} onClose={() => setOpened(null)} />
    </>
  );
}

interface FailureTimelineProps {
  readonly runId: string;
  readonly group: FailureGroup;
  readonly domain: TimeDomain;
  readonly filter: SampleFilter;
  readonly at: number;
}

const COLUMNS = 60;

function FailureTimeline({ runId, group: { outcome, code, message }, domain, filter, at }: FailureTimelineProps) {
  const { known } = useSamples('samples.series', {
    runId,
    view: `failure ${at}`,
    filter: { ...anyOutcome(filter), warmup: 'exclude', failure: { outcome, code, message } },
    by: filter.window?.by ?? 'ended',
    columns: COLUMNS,
  });
  const columns = (known?.value ?? []).map(({ startAt, endAt, failed }) => ({ from: startAt, to: endAt, count: failed }));
  return <Timeline columns={columns} domain={domain} token={markOf(outcome).token} />;
}
