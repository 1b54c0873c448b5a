// Why requests failed: by step and check or cause, each with what most of its requests have in common.
import { formatCount } from '../../../../shared/format.ts';
import type { FailureCause, FailureCauses } from '../../../../shared/journey-figures.ts';
import { stepsOf, type Plan } from '../../../../shared/plan/plan.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import { causeDetail, causeWords } from '../../../../shared/journey-words.ts';
import css from './journey-view.module.css';
import textCss from '../../../ui/text.module.css';

interface FailureCausesPaneProps {
  readonly plan: Plan;
  /** Null until they were first read. */
  readonly causes: FailureCauses | null;
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  readonly onShowRequests: (part: Partial<SampleFilter>) => void;
  readonly onShowExamples: () => void;
}

export function FailureCausesPane(props: FailureCausesPaneProps) {
  const { plan, causes, filter, onFilter, onShowRequests, onShowExamples } = props;
  const steps = stepsOf(plan);
  return (
    <section className={css['pane']} aria-label="Why requests failed">
      <header>
        <h2>Why requests failed</h2>
        {causes !== null && (
          <span>
            {formatCount(causes.failed)} of {formatCount(causes.total)}
          </span>
        )}
        {causes !== null && causes.failed > 0 && (
          <button type="button" className={textCss['link-button']} onClick={onShowExamples}>
            All examples
          </button>
        )}
      </header>
      {causes === null && <p className={css['reading']}>Reading the stored requests.</p>}
      {causes !== null && causes.failed === 0 && <p className={css['reading']}>None of these requests failed.</p>}
      <ul>
        {(causes?.causes ?? []).map((cause) => {
          const part = partOf(cause);
          const isChosen = isNarrowedTo(filter, part);
          return (
            <li key={`${cause.step} ${cause.outcome} ${cause.check ?? `${cause.code} ${cause.message}`}`}>
              <button
                type="button"
                className={css['cause']}
                aria-pressed={isChosen}
                onClick={() => onFilter({ ...filter, steps: null, check: null, failure: null, ...(isChosen ? {} : part) })}
                onDoubleClick={() => onShowRequests(part)}
              >
                <OutcomeMark mark={markOf(cause.outcome)} size={10} />
                <span className={css['cause-words']}>
                  <span>
                    <strong>{steps[cause.step]?.name ?? ''}</strong> {causeWords(cause)}
                  </span>
                  <small>{causeDetail(cause)}</small>
                  {cause.shared !== null && (
                    <small>
                      in {formatCount(cause.shared.count)}
                      {cause.shared.of === cause.count ? '' : ` of ${formatCount(cause.shared.of)}`}:{' '}
                      <span className={textCss['value-chip']}>{cause.shared.name}</span> is “{cause.shared.value}”
                    </small>
                  )}
                </span>
                <strong className={css['cause-count']}>{formatCount(cause.count)}</strong>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The filter for the requests with this cause. */
function partOf({ step, outcome, check, code, message }: FailureCause): Partial<SampleFilter> {
  return check === null ? { steps: [step], failure: { outcome, code, message } } : { steps: [step], check };
}

function isNarrowedTo({ steps, check, failure }: SampleFilter, part: Partial<SampleFilter>): boolean {
  const wanted = { steps: part.steps ?? null, check: part.check ?? null, failure: part.failure ?? null };
  return JSON.stringify({ steps, check, failure }) === JSON.stringify(wanted);
}
