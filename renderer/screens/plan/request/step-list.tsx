// All steps of the plan at the left of the one being edited. One stop of the Tab key: the arrows go from step to step.
import { memo, useEffect, useRef, type KeyboardEvent } from 'react';
import { classes } from '../../../ui/classes.ts';
import { stepName } from '../draft/draft-scenario.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import css from './step-list.module.css';

interface StepListProps {
  readonly steps: readonly PlacedStep[];
  readonly current: PlacedStep;
  /** The same function from one drawing to the next. Counted from 0 through all scenarios. */
  readonly onStep: (index: number) => void;
}

export function StepList({ steps, current, onStep }: StepListProps) {
  const list = useRef<HTMLOListElement>(null);
  const { number } = current.place;

  useEffect(() => {
    list.current?.querySelector(`[data-step="${number}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [number]);

  return (
    <nav className={css['step-list']} aria-label="Steps of this plan">
      <ol ref={list}>
        {steps.map(({ place, scenarioName, draft }, index) => (
          <StepLink
            key={place.path}
            number={place.number}
            method={draft.method}
            name={stepName(draft)}
            scenario={steps[index - 1]?.place.scenario !== place.scenario && hasScenarios(steps) ? scenarioName : null}
            count={steps.length}
            isCurrent={place.number === number}
            onStep={onStep}
          />
        ))}
      </ol>
    </nav>
  );
}

interface StepLinkProps {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  /** Where one begins, and there are several. */
  readonly scenario: string | null;
  readonly count: number;
  readonly isCurrent: boolean;
  readonly onStep: (index: number) => void;
}

const StepLink = memo(function StepLink(props: StepLinkProps) {
  const { number, method, name, scenario, count, isCurrent, onStep } = props;
  const isNamed = name !== method && !name.startsWith(`${method} `);

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
    const next = nextNumber(event.key, number, count);
    if (next === null) return;
    event.preventDefault();
    onStep(next - 1);
    event.currentTarget.closest('ol')?.querySelector<HTMLElement>(`[data-step="${next}"]`)?.focus();
  }

  return (
    <li>
      {scenario !== null && <p className={css['step-list-scenario']}>{scenario}</p>}
      <button
        type="button"
        className={css['step-link']}
        data-step={number}
        aria-current={isCurrent ? 'step' : undefined}
        tabIndex={isCurrent ? 0 : -1}
        title={name}
        onClick={() => onStep(number - 1)}
        onKeyDown={handleKey}
      >
        <span className={css['step-link-number']}>{number}</span>
        {isNamed && <span className={classes(css['step-link-method'], 'mono')}>{method}</span>}
        <span className={css['step-link-name']}>{name}</span>
      </button>
    </li>
  );
});

function hasScenarios(steps: readonly PlacedStep[]): boolean {
  return (steps.at(-1)?.place.scenario ?? 0) > 0;
}

/** Null for a key that does not lead to a step. */
function nextNumber(key: string, number: number, count: number): number | null {
  const wanted = { ArrowDown: number + 1, ArrowUp: number - 1, Home: 1, End: count }[key];
  return wanted === undefined ? null : Math.min(count, Math.max(1, wanted));
}
