// One step of a scenario: its name, what it sends, and its place among the others.
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import { useRemoval } from '../draft/removal.ts';
import { copyStep, indexOfStep, insertStep, moveStep, removeStep, type StepAt } from '../draft/scenario-changes.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import scenarioListCss from './scenario-list.module.css';
import planFieldsCss from '../plan-fields.module.css';
import { classes } from '../../../ui/classes.ts';

interface StepRowProps {
  readonly step: PlacedStep;
  readonly isCurrent: boolean;
  readonly onStep: (index: number) => void;
}

export function StepRow({ step: { place, draft: step }, isCurrent, onStep }: StepRowProps) {
  const draft = useDraftForm().values;
  const name = useField(`${place.path}.name`);
  const automatic = stepName({ ...step, name: '' });
  return (
    <li className={scenarioListCss['step-row']} aria-current={isCurrent ? 'step' : undefined}>
      <input
        {...name}
        type="text"
        className={planFieldsCss['plan-cell']}
        aria-label={`Name of step ${place.number}`}
        placeholder={automatic}
        title={stepName(step)}
        spellCheck={false}
        autoComplete="off"
      />
      <button
        type="button"
        className={classes(scenarioListCss['step-edit'], 'mono')}
        onClick={() => onStep(indexOfStep(draft, place))}
      >
        <span className="visually-hidden">Edit step {place.number}:</span> <strong>{step.method}</strong>{' '}
        {step.url === '' ? 'no URL yet' : step.url}
      </button>
      <StepActions at={place} number={place.number} name={stepName(step)} onStep={onStep} />
      <FaultLine path={`${place.path}.name`} />
    </li>
  );
}

interface StepActionsProps {
  readonly at: StepAt;
  readonly number: number;
  readonly name: string;
  readonly onStep: (index: number) => void;
}

function StepActions({ at, number, name, onStep }: StepActionsProps) {
  const form = useDraftForm();
  const remove = useRemoval();
  const draft = form.values;
  const siblings = draft.scenarios[at.scenario]?.steps ?? [];
  const given = siblings[at.step];

  function handleMove(by: 1 | -1): void {
    const moved = moveStep(draft, at, by);
    form.setValues(moved.draft);
    onStep(indexOfStep(moved.draft, moved.at));
  }

  function handleCopy(): void {
    form.setValues(copyStep(draft, at));
    onStep(indexOfStep(draft, at) + 1);
  }

  function handleRemove(): void {
    if (given === undefined) return;
    onStep(Math.max(0, indexOfStep(draft, at) - 1));
    remove(
      `Removed step “${name}”.`,
      (before) => removeStep(before, at),
      (later) => insertStep(later, at, given),
    );
  }

  const mark = { size: 16, stroke: 1.75 } as const;
  return (
    <span className={scenarioListCss['step-actions']}>
      <ActionIcon
        aria-label={`Move step ${number} up`}
        disabled={moveStep(draft, at, -1).draft === draft}
        onClick={() => handleMove(-1)}
      >
        <IconArrowUp {...mark} />
      </ActionIcon>
      <ActionIcon
        aria-label={`Move step ${number} down`}
        disabled={moveStep(draft, at, 1).draft === draft}
        onClick={() => handleMove(1)}
      >
        <IconArrowDown {...mark} />
      </ActionIcon>
      <ActionIcon aria-label={`Duplicate step ${number}`} onClick={handleCopy}>
        <IconCopy {...mark} />
      </ActionIcon>
      <ActionIcon aria-label={`Remove step ${number}`} disabled={siblings.length === 1} onClick={handleRemove}>
        <IconTrash {...mark} />
      </ActionIcon>
    </span>
  );
}
