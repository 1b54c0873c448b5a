// The steps of a run as a funnel: how many journeys reached each, how many ended there, how long it took, and the results of its
// checks.
import { classes } from '../../../ui/classes.ts';
import { formatCount, formatRate, formatTime, NO_VALUE, percentFigure } from '../../../../shared/format.ts';
import {
  BINS_PER_DECADE,
  TIME_BINS,
  type JourneyFigures,
  type JourneyStep,
  type SetupStep,
} from '../../../../shared/journey-figures.ts';
import { stepsOf } from '../../../../shared/plan/plan.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { completedOf } from '../../../../shared/summary.ts';
import { budgetsOf, hasBudgets, type StepBudget } from '../../../../shared/step-budgets.ts';
import { checksByStep, passedShare, type StepChecks } from '../../../../shared/journey-words.ts';
import { PreparationRow } from './setup-row.tsx';
import { PercentileCell } from './percentile-cell.tsx';
import { SHOWN_TIMES as TIMES } from './shown-times.ts';
import { BudgetList } from '../../../ui/budget-list.tsx';
import { BinPicture, BIN_PICTURE_WIDTH } from './bin-picture.tsx';
import css from './journey-view.module.css';
import textCss from '../../../ui/text.module.css';
import dataTableCss from '../../../ui/data-table.module.css';

interface StepTableProps {
  readonly row: RunRow;
  readonly measure: TimeMeasure;
  readonly journeys: JourneyFigures;
  readonly filter: SampleFilter;
  /** Null removes the choice. */
  readonly onStep: (step: number | null) => void;
  readonly onShowRequests: (part: Partial<SampleFilter>) => void;
}

/** The decades above 1 ms that the heading of the pictures names. */
const DECADES = [
  [1, '10 ms'],
  [2, '100 ms'],
  [3, '1 s'],
] as const;

export function StepTable({ row, measure, journeys, filter, onStep, onShowRequests }: StepTableProps) {
  const checks = checksByStep(row.plan, row.summary.journey);
  const hasChecks = checks.some((one) => one !== null);
  const { scenarios } = row.plan;
  const areBudgeted = hasBudgets(row);
  const hasRecorded = stepsOf(row.plan).some(({ recorded }) => recorded !== undefined);
  const columns = 7 + TIMES.length + [hasChecks, hasRecorded, areBudgeted].filter(Boolean).length;
  const setupOf = (scenario: number | null, parts: readonly SetupStep['part'][]) =>
    journeys.setup
      .filter((step) => step.scenario === scenario && parts.includes(step.part))
      .map((step) => (
        <PreparationRow
          key={step.index}
          {...{ step, measure, hasChecks, hasRecorded, areBudgeted, onShowRequests }}
          plan={row.plan}
        />
      ));
  const before = setupOf(null, ['before']);
  return (
    <div className={css['table-box']}>
      <table className={classes(dataTableCss['data-table'], css['steps'])}>
        <caption className={textCss['visually-hidden']}>Steps of the journeys</caption>
        <StepTableHead {...{ hasRecorded, hasChecks, areBudgeted }} />
        {before.length > 0 && <tbody>{before}</tbody>}
        {scenarios.map(({ name }, scenario) => (
          <tbody key={scenario}>
            {scenarios.length > 1 && (
              <tr className={dataTableCss['group-title']}>
                <th scope="rowgroup" colSpan={columns}>
                  {name}
                </th>
              </tr>
            )}
            {setupOf(scenario, ['per-vu'])}
            {journeys.steps
              .filter((step) => step.scenario === scenario)
              .map((step, at) => (
                <StepRow
                  key={step.index}
                  number={at + 1}
                  step={step}
                  planned={stepsOf(row.plan)[step.index]}
                  started={journeys.funnels[scenario]?.started ?? 0}
                  measure={measure}
                  budgets={
                    areBudgeted ? budgetsOf(row, { scenario: name, name: stepsOf(row.plan)[step.index]?.name ?? '' }) : null
                  }
                  checks={hasChecks ? (checks[step.index] ?? null) : undefined}
                  hasRecorded={hasRecorded}
                  isChosen={filter.steps?.includes(step.index) ?? false}
                  onStep={onStep}
                />
              ))}
            {setupOf(scenario, ['renewal'])}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface StepTableHeadProps {
  readonly hasRecorded: boolean;
  readonly hasChecks: boolean;
  readonly areBudgeted: boolean;
}

function StepTableHead({ hasRecorded, hasChecks, areBudgeted }: StepTableHeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col" className="is-number">
          #
        </th>
        <th scope="col">Step</th>
        <th scope="col" colSpan={2}>
          Reached it, and went on
        </th>
        <th scope="col" className="is-number">
          Failed
        </th>
        <th scope="col" className="is-number" title="Completed requests a second">
          Rate
        </th>
        {TIMES.map((name) => (
          <th scope="col" className="is-number" key={name}>
            {name}
          </th>
        ))}
        {hasRecorded && (
          <th scope="col" className="is-number" title="How long the response took when the journey was recorded">
            Recorded
          </th>
        )}
        <th scope="col" className={css['axis']} aria-label="Distribution of times">
          {DECADES.map(([decade, words]) => (
            <span key={decade} style={{ left: decade * BINS_PER_DECADE * (BIN_PICTURE_WIDTH / TIME_BINS) }}>
              {words}
            </span>
          ))}
        </th>
        {areBudgeted && (
          <th scope="col" title="The thresholds of this step, judged over the whole run">
            Budget
          </th>
        )}
        {hasChecks && <th scope="col">Checks passed</th>}
      </tr>
    </thead>
  );
}

interface StepRowProps {
  readonly number: number;
  readonly step: JourneyStep;
  readonly planned: { readonly method: string; readonly name: string; readonly recorded?: number | undefined } | undefined;
  readonly started: number;
  readonly measure: TimeMeasure;
  /** Null if no step has one. */
  readonly budgets: readonly StepBudget[] | null;
  /** Undefined if no step of the plan has checks. */
  readonly checks: StepChecks | null | undefined;
  /** True if a recording contains the times of some steps. */
  readonly hasRecorded: boolean;
  readonly isChosen: boolean;
  readonly onStep: (step: number | null) => void;
}

function StepRow({ number, step, planned, started, measure, budgets, checks, hasRecorded, isChosen, onStep }: StepRowProps) {
  const { index, reached, lost, figures, bins } = step;
  const times = measure === 'service_time' ? figures?.serviceTime : figures?.responseTime;
  const completed = figures === null ? 0 : completedOf(figures.requests);
  const hasTimes = figures !== null && completed > 0;
  const failed = figures?.requests.failed ?? 0;
  return (
    <tr aria-current={isChosen ? 'true' : undefined}>
      <td className="is-number is-faint">{number}</td>
      <th scope="row">
        <span className={css['method']}>{planned?.method}</span>
        <button
          type="button"
          className={css['step-name']}
          aria-pressed={isChosen}
          title={`${planned?.name ?? ''}\n${isChosen ? 'Show all steps again' : 'Show this step alone, here and in every chart and table'}`}
          onClick={() => onStep(isChosen ? null : index)}
        >
          {planned?.name ?? ''}
        </button>
      </th>
      <td className="is-number is-strong">{formatCount(reached)}</td>
      <td>
        <ReachedBar reached={reached} lost={lost} started={started} />
      </td>
      <td className={failed > 0 ? 'is-number is-broken' : 'is-number is-faint'}>{formatCount(failed)}</td>
      <td className="is-number">{hasTimes ? formatRate(figures.throughput) : NO_VALUE}</td>
      {TIMES.map((name) => (
        <PercentileCell key={name} name={name} value={times?.[name] ?? null} total={completed} />
      ))}
      {hasRecorded && <td className="is-number is-faint">{formatTime(planned?.recorded ?? null)}</td>}
      <td>{hasTimes && <BinPicture bins={measure === 'service_time' ? bins.service : bins.response} p50={times?.p50 ?? 0} />}</td>
      {budgets !== null && <td>{budgets.length === 0 ? NO_VALUE : <BudgetList budgets={budgets} />}</td>}
      {checks !== undefined && <td>{checks !== null && <CheckShare checks={checks} />}</td>}
    </tr>
  );
}

const BAR = 150;
/** The least height of a loss, so that it is visible. */
const LEAST_LOST = 2.5;

function ReachedBar({ reached, lost, started }: { readonly reached: number; readonly lost: number; readonly started: number }) {
  const scale = started === 0 ? 0 : BAR / started;
  const lostWidth = lost === 0 ? 0 : Math.max(LEAST_LOST, lost * scale);
  const width = Math.max(0, reached * scale - lostWidth);
  return (
    <span className={css['bar-line']}>
      <svg className={css['reached-bar']} viewBox={`0 0 ${BAR} 10`} preserveAspectRatio="none" aria-hidden>
        <rect className={css['bar-ground']} width={BAR} height={10} />
        <rect className={css['bar-went-on']} width={width} height={10} />
        <rect className={css['bar-lost']} x={width} width={lostWidth} height={10} />
      </svg>
      {lost > 0 && (
        <span className={css['lost']}>
          <span className={textCss['visually-hidden']}>lost here: </span>−{formatCount(lost)}
        </span>
      )}
    </span>
  );
}

const CHECK_BAR = 48;
/** The bar of checks begins at this share, because the interesting values are above it. */
const CHECK_BAR_FROM = 0.9;

function CheckShare({ checks }: { readonly checks: StepChecks }) {
  const share = passedShare(checks);
  if (share === null) return <span className={css['never']}>never evaluated</span>;
  const { value, unit } = percentFigure(share);
  const filled = Math.max(0, (share - CHECK_BAR_FROM) / (1 - CHECK_BAR_FROM)) * CHECK_BAR;
  return (
    <span className={css['checks']} data-bad={checks.failed > 0 ? '' : undefined}>
      <svg width={CHECK_BAR} height={4} aria-hidden>
        <rect className={css['bar-ground']} width={CHECK_BAR} height={4} rx={2} />
        <rect className={css['bar-checks']} width={filled} height={4} rx={2} />
      </svg>
      <strong>
        {value} <span className={textCss['unit']}>{unit}</span>
      </strong>
      <span className={css['of']}>of {checks.count}</span>
    </span>
  );
}
