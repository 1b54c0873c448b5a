// On the left of the table: failures by kind and successes by status; a press shows only those requests.
import { memo } from 'react';
import { formatCount, formatInstant } from '../../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../../shared/outcome.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import type { FailureGroup } from '../../../../shared/summary.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import type { FoundRequests } from './found.ts';
import css from './requests.module.css';

interface FailureKindsProps {
  readonly figures: FoundRequests;
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
}

export const FailureKinds = memo(function FailureKinds({ figures, filter, onFilter }: FailureKindsProps) {
  const { failures, requests, statusCodes } = figures;
  const succeeded = Object.entries(statusCodes).filter(([status]) => Number(status) < 400);
  return (
    <section className={css['failure-kinds']} aria-label="Requests by kind">
      <h3>
        Failures by kind <span>{formatCount(requests.failed)}</span>
      </h3>
      {failures.length === 0 && <p>No request failed.</p>}
      {failures.map((group) => (
        <Kind key={`${group.outcome} ${group.code} ${group.message}`} group={group} filter={filter} onFilter={onFilter} />
      ))}
      <h3>
        Succeeded <span>{formatCount(requests.succeeded)}</span>
      </h3>
      {succeeded.map(([status, count]) => {
        const isOn = filter.statuses?.length === 1 && filter.statuses[0] === Number(status);
        return (
          <button
            type="button"
            className={css['failure-kind']}
            key={status}
            aria-pressed={isOn}
            onClick={() => onFilter({ ...filter, failure: null, statuses: isOn ? null : [Number(status)] })}
          >
            <span className={css['failure-kind-name']}>
              <OutcomeMark mark={markOf('ok')} />
              <span>{status}</span>
              <strong>{formatCount(count)}</strong>
            </span>
          </button>
        );
      })}
    </section>
  );
});

interface KindProps extends Pick<FailureKindsProps, 'filter' | 'onFilter'> {
  readonly group: FailureGroup;
}

function Kind({ group, filter, onFilter }: KindProps) {
  const { outcome, code, message, count, firstAt, lastAt } = group;
  const { failure } = filter;
  const isOn = failure !== null && failure.outcome === outcome && failure.code === code && failure.message === message;
  const when = `${formatInstant(firstAt)}${count > 1 ? ` to ${formatInstant(lastAt)}` : ''}`;
  return (
    <button
      type="button"
      className={css['failure-kind']}
      aria-pressed={isOn}
      title={message}
      onClick={() => onFilter({ ...filter, statuses: null, kind: 'all', failure: isOn ? null : { outcome, code, message } })}
    >
      <span className={css['failure-kind-name']}>
        <OutcomeMark mark={markOf(outcome)} />
        <span>{OUTCOME_LABEL[outcome]}</span>
        <strong>{formatCount(count)}</strong>
      </span>
      <span className={css['failure-kind-words']}>{message}</span>
      <span className={css['failure-kind-when']}>
        {when}
        {code !== '' && `, ${code}`}
      </span>
    </button>
  );
}
