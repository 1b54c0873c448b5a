// One step in order of time: the request, the extractions from its response, its checks, and the pause after it.
import { memo, useId } from 'react';
import type { PlacedStep } from '../draft/step-place.ts';
import type { StepActions } from '../outline/use-step-actions.ts';
import { CheckRows } from './check-rows.tsx';
import type { RequestTab } from './request-tab.ts';
import { RequestTabs } from './request-tabs.tsx';
import { StepHead } from './step-head.tsx';
import css from './step-panel.module.css';
import { TakeRows } from './take-rows.tsx';
import { ThinkField } from './think-field.tsx';
import { FaultLine, useFault } from '../draft/draft-form.tsx';
import { TextInput } from '../text-field.tsx';
import { TintedField } from '../names/tinted-field.tsx';
import { MethodField } from './method-field.tsx';

interface StepPanelProps {
  readonly step: PlacedStep;
  readonly steps: readonly PlacedStep[];
  readonly tab: RequestTab;
  readonly onTab: (tab: RequestTab) => void;
  readonly actions: StepActions;
}

export const StepPanel = memo(function StepPanel({ step, steps, tab, onTab, actions }: StepPanelProps) {
  return (
    <div className={css['step']}>
      <StepHead step={step} steps={steps} actions={actions} />
      <RequestLine step={step} isOnly={steps.length === 1} />
      <RequestTabs tab={tab} onTab={onTab} step={step} />
      <TakeRows step={step} />
      <CheckRows step={step} />
      <BudgetField step={step} />
      {(steps.length > 1 || step.draft.think.kind !== 'none') && <ThinkField step={step} />}
    </div>
  );
});

/** The limit for 95 % of a step's requests: a threshold of the step. */
function BudgetField({ step: { place } }: { readonly step: PlacedStep }) {
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

/** Method and URL: the line that everything else refines. An empty row below it keeps a problem from moving anything. */
function RequestLine({ step: { place }, isOnly }: { readonly step: PlacedStep; readonly isOnly: boolean }) {
  return (
    <>
      <div className={css['request-line']}>
        <MethodField path={`${place.path}.method`} />
        <TintedField path={`${place.path}.url`} name="URL" placeholder="http://127.0.0.1:8080/" inputMode="url" />
      </div>
      <div className={css['request-note']}>
        <RequestNote path={place.path} isOnly={isOnly} />
      </div>
    </>
  );
}

function RequestNote({ path, isOnly }: { readonly path: string; readonly isOnly: boolean }) {
  const method = useFault(`${path}.method`);
  const url = useFault(`${path}.url`);
  if (url !== undefined) return <FaultLine path={`${path}.url`} />;
  if (method !== undefined) return <FaultLine path={`${path}.method`} />;
  return isOnly ? <p>Sent again and again by each virtual user.</p> : null;
}
