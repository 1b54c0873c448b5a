// The figures of the window by step, by scenario, and by the address that was reached.
import { formatCount, formatPercent, formatRate, NO_VALUE } from '../../../../shared/format.ts';
import { checksByStep, passedShare, type StepChecks } from '../../../../shared/journey-words.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { GroupFigures, SampleFigures, SampleFilter } from '../../../../shared/sample-query.ts';
import { completedOf, errorRate } from '../../../../shared/summary.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import { stepToken, type Colouring } from '../../../charts/colouring.ts';
import { PercentileCell } from '../journey/percentile-cell.tsx';
import css from './tables.module.css';
import dataTableCss from '../../../ui/data-table.module.css';
import textCss from '../../../ui/text.module.css';
import chartStackCss from '../charts/chart-stack.module.css';

interface GroupsTabProps {
  readonly row: RunRow;
  readonly figures: SampleFigures | null;
  readonly measure: TimeMeasure;
  readonly colouring: Colouring;
  readonly onShowRequests: (part: Partial<SampleFilter>) => void;
}

const TIMES = ['p50', 'p95', 'p99', 'max'] as const;

export function GroupsTab({ row, figures, measure, colouring, onShowRequests }: GroupsTabProps) {
  const checks = checksByStep(row.plan, row.summary.journey);
  const hasChecks = checks.some((one) => one !== null);
  if (figures === null) return <p className={css['tables-empty']}>Reading the stored requests.</p>;
  if (figures.requests.total === 0) return <p className={css['tables-empty']}>No requests in the selected time range.</p>;
  return (
    <table className={dataTableCss['data-table']}>
      <caption className={textCss['visually-hidden']}>Requests by step, scenario and remote address</caption>
      <thead>
        <tr>
          <th scope="col">Of</th>
          <th scope="col" className="is-number">
            Requests
          </th>
          <th scope="col" className="is-number">
            Failed
          </th>
          <th scope="col" className="is-number">
            Error rate
          </th>
          <th scope="col" className="is-number">
            Throughput
          </th>
          {TIMES.map((name) => (
            <th scope="col" className="is-number" key={name} title={MEASURE_LABEL[measure]}>
              {name}
            </th>
          ))}
          {hasChecks && (
            <th scope="col" className="is-number" title="Of the whole run, the warm-up left out">
              Checks passed
            </th>
          )}
        </tr>
      </thead>
      <Groups
        title={`Steps, ${MEASURE_LABEL[measure].toLowerCase()}`}
        groups={figures.steps}
        measure={measure}
        hasChecks={hasChecks}
        token={colouring === 'step' ? stepToken : null}
        onShow={({ index }) => onShowRequests({ steps: [index] })}
        checks={checks}
      />
      {figures.scenarios.length > 1 && (
        <Groups
          title="Scenarios"
          groups={figures.scenarios}
          measure={measure}
          hasChecks={hasChecks}
          token={colouring === 'scenario' ? stepToken : null}
          onShow={null}
        />
      )}
      {figures.generators !== undefined && (
        <Groups
          title="Load generators"
          groups={figures.generators}
          measure={measure}
          hasChecks={hasChecks}
          token={colouring === 'generator' ? stepToken : null}
          onShow={({ name }) => onShowRequests({ generators: [name] })}
        />
      )}
      <Groups
        title="Remote addresses"
        groups={figures.remotes}
        measure={measure}
        hasChecks={hasChecks}
        token={null}
        onShow={({ name }) => onShowRequests({ remotes: [name] })}
      />
    </table>
  );
}

interface GroupsProps {
  readonly title: string;
  readonly groups: readonly GroupFigures[];
  readonly measure: TimeMeasure;
  /** Whether the table has a column of checks, which every row then fills. */
  readonly hasChecks: boolean;
  /** The colour of a group's dots. */
  readonly token: ((index: number) => string) | null;
  readonly onShow: ((group: GroupFigures) => void) | null;
  /** By the index of the group. */
  readonly checks?: readonly (StepChecks | null)[];
}

function Groups({ title, groups, measure, hasChecks, token, onShow, checks = [] }: GroupsProps) {
  const columns = 5 + TIMES.length + (hasChecks ? 1 : 0);
  return (
    <tbody>
      <tr className={dataTableCss['group-title']}>
        <th scope="rowgroup" colSpan={columns}>
          {title}
        </th>
      </tr>
      {groups.length === 0 && (
        <tr>
          <td colSpan={columns}>none</td>
        </tr>
      )}
      {groups.map((group) => (
        <tr key={`${group.index} ${group.name}`}>
          <th scope="row">
            {token !== null && (
              <span className={chartStackCss['key-block']} style={{ background: `var(--${token(group.index)})` }} />
            )}
            {onShow === null ? (
              group.name
            ) : (
              <button type="button" className={textCss['link-button']} title="Show these requests" onClick={() => onShow(group)}>
                {group.name}
              </button>
            )}
          </th>
          <td className="is-number is-strong">{formatCount(group.requests.total)}</td>
          <td className={group.requests.failed > 0 ? 'is-number is-broken' : 'is-number'}>
            {formatCount(group.requests.failed)}
          </td>
          <td className="is-number">{rateWords(group)}</td>
          <td className="is-number">{formatRate(group.throughput)}</td>
          {TIMES.map((name) => (
            <PercentileCell
              key={name}
              name={name}
              value={(measure === 'service_time' ? group.serviceTime : group.responseTime)[name]}
              total={completedOf(group.requests)}
            />
          ))}
          {hasChecks && <ChecksCell checks={checks[group.index] ?? null} />}
        </tr>
      ))}
    </tbody>
  );
}

function ChecksCell({ checks }: { readonly checks: StepChecks | null }) {
  const share = checks === null ? null : passedShare(checks);
  return (
    <td className={checks !== null && checks.failed > 0 ? 'is-number is-broken' : 'is-number'}>
      {share === null ? NO_VALUE : formatPercent(share)}
    </td>
  );
}

function rateWords({ requests }: GroupFigures): string {
  return requests.succeeded + requests.failed === 0 ? NO_VALUE : formatPercent(errorRate(requests));
}
