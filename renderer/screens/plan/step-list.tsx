// The steps of a plan that has several: which one the request line edits.
import { IconChevronRight } from '@tabler/icons-react';
import { automaticStepName } from '../../../shared/plan.ts';
import type { PlacedStep } from './step-place.ts';

interface StepListProps {
  readonly steps: readonly PlacedStep[];
  readonly current: PlacedStep;
  readonly onStep: (index: number) => void;
}

export function StepList({ steps, current, onStep }: StepListProps) {
  return (
    <ol className="plan-steps">
      {steps.map(({ place, scenarioName, draft }, index) => (
        <li key={place.path}>
          <button
            type="button"
            className="plan-step"
            aria-current={place.path === current.place.path ? 'step' : undefined}
            onClick={() => onStep(index)}
          >
            <span className="plan-step-scenario">{scenarioName}</span>
            <span className="plan-step-name">{draft.name === '' ? automaticStepName(draft) : draft.name}</span>
            <span className="plan-step-url mono">{draft.url}</span>
            <IconChevronRight size={14} stroke={1.75} aria-hidden />
          </button>
        </li>
      ))}
    </ol>
  );
}
