// What a plan sends: its scenarios with their shares, and their steps in order; which step the request line edits.
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useContext } from 'react';
import { formatPercent } from '../../../../shared/format.ts';
import { FaultContext, FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import { focusField } from '../focus-field.ts';
import { useRemoval } from '../draft/removal.ts';
import {
  addScenario,
  addStep,
  canMove,
  indexOfStep,
  insertScenario,
  removeScenario,
  shareOf,
} from '../draft/scenario-changes.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import { stepName } from '../draft/draft-scenario.ts';
import { StepRow } from './step-row.tsx';
import { useStepActions, type StepActions } from './use-step-actions.ts';
import { TextInput } from '../text-field.tsx';
import scenarioListCss from './scenario-list.module.css';
import planFieldsCss from '../plan-fields.module.css';
import { classes } from '../../../ui/classes.ts';

interface ScenarioListProps {
  readonly steps: readonly PlacedStep[];
  readonly current: PlacedStep;
  readonly onStep: (index: number) => void;
}

export function ScenarioList({ steps, current, onStep }: ScenarioListProps) {
  const form = useDraftForm();
  const draft = form.values;
  const actions = useStepActions(onStep);

  function handleAdd(): void {
    form.setValues(addScenario(draft));
    onStep(steps.length);
    focusField(`scenarios.${draft.scenarios.length}.name`);
  }

  return (
    <div className={scenarioListCss['scenarios']}>
      {draft.scenarios.map((_, index) => (
        <Scenario
          key={index}
          index={index}
          steps={steps.filter(({ place }) => place.scenario === index)}
          current={current}
          actions={actions}
          onStep={onStep}
        />
      ))}
      <Button
        variant="subtle"
        className={planFieldsCss['plan-add']}
        leftSection={<IconPlus size={14} stroke={1.75} />}
        onClick={handleAdd}
      >
        Add a scenario
      </Button>
    </div>
  );
}

interface ScenarioProps extends ScenarioListProps {
  readonly index: number;
  readonly actions: StepActions;
}

function Scenario({ index, steps, current, actions, onStep }: ScenarioProps) {
  const form = useDraftForm();
  const { faults } = useContext(FaultContext);
  const draft = form.values;
  const path = `scenarios.${index}`;

  function handleAdd(): void {
    const step = steps.length;
    form.setValues(addStep(draft, index));
    onStep(indexOfStep(draft, { scenario: index, step }));
    focusField(`${path}.steps.${step}.url`, true);
  }

  return (
    <section className={scenarioListCss['scenario']} aria-label={`Scenario ${index + 1}`}>
      <ScenarioHead index={index} onStep={onStep} />
      <FaultLine path={`${path}.name`} />
      <FaultLine path={`${path}.weight`} />
      <ol>
        {steps.map(({ place, draft: step }) => (
          <StepRow
            key={place.path}
            scenario={place.scenario}
            step={place.step}
            number={place.number}
            name={step.name}
            automaticName={stepName({ ...step, name: '' })}
            method={step.method}
            url={step.url}
            fault={faults.get(`${place.path}.name`)}
            isCurrent={place.path === current.place.path}
            canMoveUp={canMove(draft, place, -1)}
            canMoveDown={canMove(draft, place, 1)}
            canRemove={steps.length > 1}
            actions={actions}
          />
        ))}
      </ol>
      <Button
        variant="subtle"
        className={planFieldsCss['plan-add']}
        leftSection={<IconPlus size={14} stroke={1.75} />}
        onClick={handleAdd}
      >
        Add a step
      </Button>
    </section>
  );
}

function ScenarioHead({ index, onStep }: { readonly index: number; readonly onStep: (index: number) => void }) {
  const form = useDraftForm();
  const remove = useRemoval();
  const draft = form.values;
  const given = draft.scenarios[index];
  const share = shareOf(draft, index);
  const name = useField(`scenarios.${index}.name`);

  function handleRemove(): void {
    if (given === undefined) return;
    onStep(0);
    remove(
      `Removed scenario “${given.name}”.`,
      (before) => removeScenario(before, index),
      (later) => insertScenario(later, index, given),
    );
  }

  return (
    <div className={scenarioListCss['scenario-head']}>
      <input
        {...name}
        type="text"
        className={classes(planFieldsCss['plan-cell'], scenarioListCss['scenario-name'])}
        aria-label={`Name of scenario ${index + 1}`}
        placeholder="Name"
        spellCheck={false}
        autoComplete="off"
      />
      {draft.scenarios.length > 1 && (
        <>
          <span className={scenarioListCss['scenario-weight']}>
            weight <TextInput path={`scenarios.${index}.weight`} name={`Weight of scenario ${index + 1}`} isNumber />
          </span>
          <span className={classes('plan-hint', scenarioListCss['scenario-share'])}>
            {share === null ? '' : `${formatPercent(share)} of the iterations`}
          </span>
          <ActionIcon aria-label={`Remove scenario ${index + 1}`} onClick={handleRemove}>
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        </>
      )}
      {draft.scenarios.length === 1 && (
        <span className={classes('plan-hint', scenarioListCss['scenario-share'])}>
          Each iteration sends all of its steps, one after the other.
        </span>
      )}
    </div>
  );
}
