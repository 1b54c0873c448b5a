// The head of the step: its name to edit, where it stands, the steps before and behind it, and what can be done with it.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import type { EditorPlace } from '../draft/editor-place.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import type { StepActions } from '../outline/use-step-actions.ts';
import css from './step-panel.module.css';

interface StepHeadProps {
  readonly step: PlacedStep;
  readonly steps: readonly PlacedStep[];
  readonly actions: StepActions;
}

export function StepHead({ step: { place, scenarioName, draft }, steps, actions }: StepHeadProps) {
  const { scenarios } = useDraftForm().values;
  const count = scenarios[place.scenario]?.steps.length ?? 1;
  const isSimple = steps.length === 1;
  const inScenario = scenarios.length > 1 ? ` in ${scenarioName}` : '';
  return (
    <div className={css['step-head']}>
      <StepName path={`${place.path}.name`} automatic={stepName({ ...draft, name: '' })} />
      {!isSimple && (
        <span className={css['step-place']}>
          Step {place.step + 1} of {count}
          {inScenario}
        </span>
      )}
      <span className={css['step-actions']}>
        {!isSimple && (
          <>
            <StepLink label="Previous step" step={steps[place.number - 2]} actions={actions} isUp />
            <StepLink label="Next step" step={steps[place.number]} actions={actions} isUp={false} />
          </>
        )}
        <Tooltip label="Duplicate this step">
          <ActionIcon aria-label="Duplicate this step" onClick={() => actions.copy(place)}>
            <IconCopy size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        {count > 1 && (
          <Tooltip label="Remove this step">
            <ActionIcon aria-label="Remove this step" onClick={() => actions.remove(place)}>
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
      <FaultLine path={`${place.path}.name`} />
    </div>
  );
}

function StepName({ path, automatic }: { readonly path: string; readonly automatic: string }) {
  const field = useField(path);
  return (
    <input
      {...field}
      type="text"
      className={css['step-name']}
      aria-label="Step name"
      placeholder={automatic}
      spellCheck={false}
      autoComplete="off"
    />
  );
}

interface StepLinkProps {
  readonly label: string;
  readonly step: PlacedStep | undefined;
  readonly actions: StepActions;
  readonly isUp: boolean;
}

function StepLink({ label, step, actions, isUp }: StepLinkProps) {
  function handleGo(): void {
    if (step === undefined) return;
    const { scenario, step: at } = step.place;
    actions.go({ kind: 'step', scenario, step: at } satisfies EditorPlace);
  }
  return (
    <ActionIcon aria-label={label} disabled={step === undefined} onClick={handleGo}>
      {isUp ? <IconChevronUp size={16} stroke={1.75} /> : <IconChevronDown size={16} stroke={1.75} />}
    </ActionIcon>
  );
}
