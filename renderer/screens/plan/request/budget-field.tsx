// The limit for 95 % of a step's requests: a threshold of the step.
import { useId } from 'react';
import { FaultLine } from '../draft/draft-form.tsx';
import type { PlacedStep } from '../draft/step-place.ts';
import { TextInput } from '../text-field.tsx';
import css from './step-panel.module.css';

export function BudgetField({ step: { place } }: { readonly step: PlacedStep }) {
  const titleId = useId();
  const path = `${place.path}.budget`;
  return (
    <section className={css['section']} aria-labelledby={titleId}>
      <div className={css['think']}>
        <h2 id={titleId}>Budget</h2>
        <TextInput path={path} name="Budget" placeholder="None" />
        <span>for 95 % of its requests, as a threshold of the run</span>
      </div>
      <FaultLine path={path} />
    </section>
  );
}
