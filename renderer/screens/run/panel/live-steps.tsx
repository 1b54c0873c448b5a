// The steps of a run that is going on: requests, times, failures and checks of each, and how far the journeys came. It uses the
// summary of each tick, so it is as recent as every other figure on the screen.
import { fewWords, hasEnough } from '../../../../shared/enough-samples.ts';
import { formatCount, formatPercent, formatRate, formatTime, NO_VALUE } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { budgetsOf, type StepBudget } from '../../../../shared/step-budgets.ts';
import { completedOf, errorRate, headlineOf, type StepSummary } from '../../../../shared/summary.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import { checksByStep, liveJourneySentences, passedShare, type StepChecks } from '../../../../shared/journey-words.ts';
import { BudgetList } from '../../../ui/budget-list.tsx';
import { Section } from './panel-section.tsx';
import css from '../run-panel.module.css';
import { stepsOf } from '../../../../shared/plan/plan.ts';
import textCss from '../../../ui/text.module.css';

export function LiveSteps({ row }: { readonly row: RunRow }) {
  const steps = stepsOf(row.plan);
  if (steps.length < 2) return null;
  const { summary, plan } = row;
  const measure = headlineOf(plan.load.model);
  const checks = checksByStep(plan, summary.journey);
  const hasChecks = checks.some((one) => one !== null);
  const figures = new Map(summary.steps.map((step) => [step.index, step]));
  const journeys = summary.journey?.journeys;
  const scenarioNames = plan.scenarios.flatMap((scenario) => scenario.steps.map(() => scenario.name));
  return (
    <Section title="Steps" note={MEASURE_LABEL[measure].toLowerCase()}>
      <table className={css['live-steps']}>
        <caption className={textCss['visually-hidden']}>Requests so far, by step</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Requests</th>
            <th scope="col">Failed</th>
            {hasChecks && <th scope="col">Checks</th>}
          </tr>
        </thead>
        <tbody>
          {steps.map(({ name }, index) => (
            <StepRow
              key={index}
              name={name}
              figures={figures.get(index) ?? null}
              isService={measure === 'service_time'}
              budgets={budgetsOf(row, { scenario: scenarioNames[index] ?? '', name })}
              checks={hasChecks ? (checks[index] ?? null) : undefined}
            />
          ))}
        </tbody>
      </table>
      {journeys !== undefined &&
        liveJourneySentences(journeys).map((sentence) => (
          <p className={css['live-journeys']} key={sentence}>
            {sentence}
          </p>
        ))}
    </Section>
  );
}

interface StepRowProps {
  readonly name: string;
  /** Null before its first request. */
  readonly figures: StepSummary | null;
  readonly isService: boolean;
  readonly budgets: readonly StepBudget[];
  /** Undefined if no step of the plan has checks. */
  readonly checks: StepChecks | null | undefined;
}

/** Two lines: the counts, and below them the rate, the times and the budgets. */
function StepRow({ name, figures, isService, budgets, checks }: StepRowProps) {
  const requests = figures?.requests ?? NO_REQUESTS;
  const completed = completedOf(requests);
  const share = checks === undefined || checks === null ? null : passedShare(checks);
  return (
    <>
      <tr>
        <th scope="row" title={name}>
          {name}
        </th>
        <td>{formatCount(requests.total)}</td>
        <td className={requests.failed > 0 ? 'is-broken' : undefined}>
          {completed === 0 ? NO_VALUE : requests.failed === 0 ? '0' : formatPercent(errorRate(requests))}
        </td>
        {checks !== undefined && (
          <td className={share !== null && share < 1 ? 'is-broken' : undefined}>
            {share === null ? NO_VALUE : formatPercent(share)}
          </td>
        )}
      </tr>
      <tr className={css['live-times']}>
        <td colSpan={checks === undefined ? 3 : 4}>
          <span>
            <span>{completed === 0 ? NO_VALUE : formatRate(figures?.throughput ?? 0)}</span>
            {PERCENTS.map((percent) => (
              <Time key={percent} percent={percent} figures={figures} isService={isService} />
            ))}
          </span>
          {budgets.length > 0 && (
            <div className={css['live-budgets']}>
              Budget <BudgetList budgets={budgets} />
            </div>
          )}
        </td>
      </tr>
    </>
  );
}

const PERCENTS = [50, 95, 99] as const;

function Time({ percent, figures, isService }: Pick<StepRowProps, 'figures' | 'isService'> & { readonly percent: 50 | 95 | 99 }) {
  const times = isService ? figures?.serviceTime : figures?.responseTime;
  const completed = completedOf(figures?.requests ?? NO_REQUESTS);
  const isFew = !hasEnough(percent, completed);
  return (
    <span className={isFew ? 'is-faint' : undefined} title={isFew ? fewWords(percent, completed, 'this step') : undefined}>
      p{percent} <b>{completed === 0 || times === undefined ? NO_VALUE : formatTime(times[`p${percent}`])}</b>
    </span>
  );
}

const NO_REQUESTS = { total: 0, succeeded: 0, failed: 0, cancelled: 0 };
