// Beside the set-up: how the search goes, how far this computer reaches, and the sentence that comes out.
import { CEILING_SHARE, MODES } from '../../../shared/capacity/capacity-settings.ts';
import { splitObjectives } from '../../../shared/capacity/objective.ts';
import { formatRate, formatSpan } from '../../../shared/format.ts';
import { useCalibration } from '../../host/calibration.ts';
import { clockOf } from '../../ui/day.ts';
import { objectiveText, SENTENCE_MEASURES, type SetupFields } from './setup-fields.ts';
import css from './setup.module.css';

export function SetupPanel({ fields }: { readonly fields: SetupFields }) {
  return (
    <aside className={css['panel']} aria-label="What the search does">
      {fields.kind === 'search' && <Steps fields={fields} />}
      <Reach />
      <section>
        <h2>What you get</h2>
        {fields.kind === 'search' ? (
          <blockquote>
            “Holds at least <b>…</b> requests/s with {objectiveWordsOf(fields)}, 95 % confidence. At <b>…</b>/s it fails.”
          </blockquote>
        ) : (
          <blockquote>
            A table of the rates: the times at each, and whether it holds. Nothing is confirmed by a second trial.
          </blockquote>
        )}
        <p>Every trial is kept as a run that you can open.</p>
      </section>
    </aside>
  );
}

function Steps({ fields: { precision } }: { readonly fields: SetupFields }) {
  const { usualMs, confirmS, looks } = MODES[precision];
  const steps = [
    ['Double the rate until it fails', 'about 5 s a rate'],
    ['Halve the gap, trial by trial', `${looks[0]} to ${looks.at(-1)} s each`],
    ['Send the lower rate once more, for long', formatSpan(confirmS * 1000)],
    ['Send the upper rate once more', `up to ${formatSpan(confirmS * 1000)}`],
  ] as const;
  return (
    <section>
      <h2>
        How it searches <span>about {formatSpan(usualMs)}</span>
      </h2>
      <ol>
        {steps.map(([what, price]) => (
          <li key={what}>
            {what} <span>{price}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Reach() {
  const { calibration } = useCalibration();
  return (
    <section>
      <h2>This computer {calibration !== null && <span>measured {clockOf(calibration.measuredAt)}</span>}</h2>
      <p>
        {calibration === null
          ? 'It is measured first, which takes 2 s. The search stays below 0.7 of what it can send.'
          : `It can send ${formatRate(calibration.ceiling)}, so it can tell up to about ${formatRate(calibration.ceiling * CEILING_SHARE)}. Beyond that the answer is “at least”, limited by this computer.`}
      </p>
    </section>
  );
}

function objectiveWordsOf(fields: SetupFields): string {
  if (fields.isWritten) return splitObjectives(objectiveText(fields)).join(' and ');
  const name = Object.entries(SENTENCE_MEASURES).find(([key]) => key === fields.measure)?.[1] ?? '';
  return `p${fields.percentile}${fields.measure === 'response_time' ? '' : ` of the ${name}`} at most ${fields.limitMs} ms`;
}
