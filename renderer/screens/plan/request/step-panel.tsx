// One step in order of time: the request, the extractions from its response, its checks, and the pause after it.
import { memo } from 'react';
import type { PlacedStep } from '../draft/step-place.ts';
import type { StepActions } from '../outline/use-step-actions.ts';
import { BudgetField } from './budget-field.tsx';
import { CheckRows } from './check-rows.tsx';
import { RequestLine } from './request-line.tsx';
import type { RequestTab } from './request-tab.ts';
import { RequestTabs } from './request-tabs.tsx';
import { StepHead } from './step-head.tsx';
import css from './step-panel.module.css';
import { TakeRows } from './take-rows.tsx';
import { ThinkField } from './think-field.tsx';

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
