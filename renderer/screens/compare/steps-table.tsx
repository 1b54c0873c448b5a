// The steps of the runs in one table: one slow step is lost in the total of all steps.
import { comparedFigures, comparedSteps } from '../../../shared/compared-steps.ts';
import { isSameComparedStep, type ComparedRun, type ComparedStepName } from '../../../shared/comparison.ts';
import { headlineOf } from '../../../shared/summary.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { ChangedCell } from './changed-cell.tsx';
import { lookOf } from './run-looks.ts';
import css from './compare-screen.module.css';
import textCss from '../../ui/text.module.css';

interface StepsTableProps {
  readonly runs: readonly ComparedRun[];
  /** The step to which the comparison is restricted, if any. */
  readonly step: ComparedStepName | null;
  readonly handleStep: (step: ComparedStepName | null) => void;
}

/** Renders nothing if the runs have only one step. */
export function StepsTable({ runs, step: chosen, handleStep }: StepsTableProps) {
  const rows = comparedSteps(runs.map(({ row }) => row));
  const [baseline] = runs;
  if (baseline === undefined || rows.length === 0) return null;
  const figures = comparedFigures(runs.map(({ row }) => row));
  const measure = MEASURE_LABEL[headlineOf(baseline.row.plan.load.model)].toLowerCase();
  return (
    <section className={css['compare-steps']} aria-label="Steps">
      <table className={css['compare-table']}>
        <caption>
          p50 and p95 are of the {measure}, with the change against A below; a dash where a run has too few requests of the step.
          Press a step to compare its requests alone, with an interval for each figure.
        </caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            {figures.map(({ name }) =>
              runs.map((_, at) => (
                <th key={`${name} ${lookOf(at).letter}`} scope="col" className={css['number']}>
                  {name} {lookOf(at).letter}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, step, label, cells }) => (
            <tr key={key}>
              <th scope="row">
                <StepChoice
                  label={label}
                  isChosen={chosen !== null && isSameComparedStep(chosen, step)}
                  handleChoice={(isChosen) => handleStep(isChosen ? step : null)}
                />
              </th>
              {figures.map(({ name, of }) =>
                cells.map((cell, at) => <ChangedCell key={`${name} ${lookOf(at).letter}`} {...of(cell)} />),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface StepChoiceProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly handleChoice: (isChosen: boolean) => void;
}

function StepChoice({ label, isChosen, handleChoice }: StepChoiceProps) {
  return (
    <button
      type="button"
      className={textCss['link-button']}
      aria-pressed={isChosen}
      title={isChosen ? 'Compare all requests again' : 'Compare the requests of this step alone'}
      onClick={() => handleChoice(!isChosen)}
    >
      {label}
    </button>
  );
}
