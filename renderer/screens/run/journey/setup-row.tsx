// A row of the table of steps outside the funnel: what was sent before the run, once per user, or again.
import { IconFlag, IconRefresh, IconUser } from '@tabler/icons-react';
import { formatCount, formatRate, formatTime, NO_VALUE } from '../../../../shared/format.ts';
import type { SetupStep } from '../../../../shared/journey-figures.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { sentStepsOf } from '../../../../shared/plan/sent-steps.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { completedOf } from '../../../../shared/summary.ts';
import { BinPicture } from './bin-picture.tsx';
import { PercentileCell } from './percentile-cell.tsx';
import css from './journey-view.module.css';
import { SHOWN_TIMES } from './shown-times.ts';

interface SetupRowProps {
  readonly plan: Plan;
  readonly step: SetupStep;
  readonly measure: TimeMeasure;
  readonly hasChecks: boolean;
  readonly hasRecorded: boolean;
  readonly areBudgeted: boolean;
  readonly onShowRequests: (part: Partial<SampleFilter>) => void;
}

const MARKS = { before: IconFlag, 'per-vu': IconUser, renewal: IconRefresh } as const;

export function PreparationRow({ plan, step, measure, hasChecks, hasRecorded, areBudgeted, onShowRequests }: SetupRowProps) {
  const { index, part, figures, bins } = step;
  const planned = sentStepsOf(plan)[index]?.step;
  const times = measure === 'service_time' ? figures.serviceTime : figures.responseTime;
  const completed = completedOf(figures.requests);
  const hasTimes = completed > 0;
  const Mark = MARKS[part];
  return (
    <tr className={css['setup']}>
      <td className="is-number">
        <Mark size={14} stroke={1.75} aria-hidden />
      </td>
      <th scope="row">
        <span className={css['method']}>{planned?.method}</span>
        <button
          type="button"
          className={css['step-name']}
          title={`${planned?.name ?? ''}\nShow these requests`}
          onClick={() => onShowRequests({ steps: [index] })}
        >
          {planned?.name ?? ''}
        </button>
      </th>
      <td className="is-number">{formatCount(figures.requests.total)}</td>
      <td>{partWords(plan, step)}</td>
      <td className={figures.requests.failed > 0 ? 'is-number is-broken' : 'is-number'}>
        {formatCount(figures.requests.failed)}
      </td>
      <td className="is-number">{hasTimes ? formatRate(figures.throughput) : NO_VALUE}</td>
      {SHOWN_TIMES.map((name) => (
        <PercentileCell key={name} name={name} value={times[name]} total={completed} />
      ))}
      {hasRecorded && <td className="is-number is-faint">{formatTime(planned?.recorded ?? null)}</td>}
      <td>{hasTimes && <BinPicture bins={measure === 'service_time' ? bins.service : bins.response} p50={times.p50} />}</td>
      {areBudgeted && <td>{NO_VALUE}</td>}
      {hasChecks && <td>not counted</td>}
    </tr>
  );
}

function partWords({ scenarios }: Plan, { part, scenario }: SetupStep): string {
  if (part === 'before') return 'before the run';
  if (part === 'per-vu') return 'once a user';
  return `${scenarios[scenario ?? -1]?.refreshOn ?? ''}, sent once more`.replace(/^, /, '');
}
