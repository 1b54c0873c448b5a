// Beside the set-up: how the search works, what this computer can send, and an example of the result.
import { CEILING_SHARE, MODES } from '../../../shared/capacity/capacity-settings.ts';
import { rateUnitOf, type RateUnit } from '../../../shared/capacity/capacity-search.ts';
import { searchParts } from '../../../shared/capacity/search-parts.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { stepsPerIteration } from '../../../shared/plan/steps-per-iteration.ts';
import { splitObjectives } from '../../../shared/capacity/objective.ts';
import { formatRate, formatSpan } from '../../../shared/format.ts';
import { useCalibration } from '../../host/calibration.ts';
import { clockOf } from '../../ui/day.ts';
import { PartsBar } from './search-bar.tsx';
import { objectiveText, ratesOf, SENTENCE_MEASURES, type SetupFields } from './setup-fields.ts';
import { SetupPicture } from './setup-picture.tsx';
import css from './setup.module.css';

interface SetupPanelProps {
  readonly fields: SetupFields;
  /** Null until there is one. */
  readonly plan: Plan | null;
}

export function SetupPanel({ fields, plan }: SetupPanelProps) {
  const { noun } = unitOf(fields, plan);
  return (
    <aside className={css['panel']} aria-label="What the search does">
      {fields.kind === 'search' && <Steps fields={fields} />}
      <Reach fields={fields} plan={plan} />
      <section>
        <h2>What you get</h2>
        {fields.kind === 'search' ? (
          <blockquote>
            “Holds at least <b>…</b> {noun}/s with {objectiveWordsOf(fields)}, 95 % confidence. At <b>…</b>/s it fails.”
          </blockquote>
        ) : (
          <blockquote>
            A table of the rates: the times at each, and whether it holds. Nothing is confirmed by a second trial.
          </blockquote>
        )}
        {(plan?.before ?? []).length > 0 && (
          <p>The steps before the run are sent before each {fields.kind === 'search' ? 'trial' : 'ladder'}.</p>
        )}
        <p>Every trial is kept as a run that you can open.</p>
      </section>
    </aside>
  );
}

function Steps({ fields: { precision } }: { readonly fields: SetupFields }) {
  const { usualMs, confirmS, looks } = MODES[precision];
  const steps = [
    ['Double the rate until it fails', 'about 5 s per rate'],
    ['Halve the gap, trial by trial', `${looks[0]} to ${looks.at(-1)} s each`],
    ['Send the lower rate once more, for long', formatSpan(confirmS * 1000)],
    ['Send the upper rate once more', `up to ${formatSpan(confirmS * 1000)}`],
  ] as const;
  return (
    <section>
      <h2>
        How it searches <span>about {formatSpan(usualMs)}</span>
      </h2>
      <SetupPicture />
      <PartsBar parts={searchParts({ precision }, [], null).map((part) => ({ ...part, done: 1 }))} />
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

function Reach({ fields, plan }: SetupPanelProps) {
  const { calibration } = useCalibration();
  const words =
    fields.kind === 'search'
      ? 'It is measured first, which takes 2 s. The search stays below 0.7 of what it can send.'
      : 'It is measured first, which takes 2 s. Above 0.7 of what it can send, this computer may be the limit.';
  return (
    <section>
      <h2>This computer {calibration !== null && <span>measured {clockOf(calibration.measuredAt)}</span>}</h2>
      <p>{calibration === null ? words : reachWords(fields, plan, calibration.ceiling)}</p>
    </section>
  );
}

function reachWords({ kind, rates }: SetupFields, plan: Plan | null, ceiling: number): string {
  const reach = ceiling * CEILING_SHARE;
  const known = `It can send ${formatRate(ceiling)}`;
  if (kind === 'search')
    return `${known}, so it can measure up to about ${formatRate(reach)}. Beyond that the result is “at least”, limited by this computer.`;
  const most = Math.max(0, ...ratesOf(rates).filter((rate) => rate > 0)) * (plan === null ? 1 : stepsPerIteration(plan));
  return most > reach
    ? `${known}. This ladder asks for ${formatRate(most)}, more than 0.7 of it: there this computer may be the limit, and not the target.`
    : `${known}, and this ladder asks for at most ${formatRate(most)}.`;
}

function unitOf(fields: SetupFields, plan: Plan | null): Pick<RateUnit, 'noun'> {
  return plan === null ? { noun: 'requests' } : rateUnitOf({ plan, settings: fields });
}

function objectiveWordsOf(fields: SetupFields): string {
  if (fields.isWritten) return splitObjectives(objectiveText(fields)).join(' and ');
  const name = Object.entries(SENTENCE_MEASURES).find(([key]) => key === fields.measure)?.[1] ?? '';
  return `p${fields.percentile}${fields.measure === 'response_time' ? '' : ` of the ${name}`} at most ${fields.limitMs} ms`;
}
