// One step of a scenario: its number and name, what it sends, and its place among the others. Drawn anew only when one of these
// changes: a plan may have hundreds of steps, and every keystroke in the editor reaches their list.
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { classes } from '../../../ui/classes.ts';
import { faultId, FaultLine } from '../draft/draft-form.tsx';
import planFieldsCss from '../plan-fields.module.css';
import scenarioListCss from './scenario-list.module.css';
import type { StepActions } from './use-step-actions.ts';

interface StepRowProps {
  readonly scenario: number;
  readonly step: number;
  /** Counted from 1 through all scenarios. */
  readonly number: number;
  readonly name: string;
  readonly automaticName: string;
  readonly method: string;
  readonly url: string;
  /** Of the name. */
  readonly fault: string | undefined;
  readonly isCurrent: boolean;
  readonly canMoveUp: boolean;
  readonly canMoveDown: boolean;
  readonly canRemove: boolean;
  readonly actions: StepActions;
}

export const StepRow = memo(function StepRow(props: StepRowProps) {
  const { scenario, step, number, name, automaticName, method, url, fault, isCurrent, actions } = props;
  const at = { scenario, step };
  const path = `scenarios.${scenario}.steps.${step}.name`;
  return (
    <li className={scenarioListCss['step-row']} aria-current={isCurrent ? 'step' : undefined}>
      <span className={scenarioListCss['step-number']} aria-hidden>
        {number}
      </span>
      <input
        value={name}
        onChange={(event) => actions.rename(at, event.currentTarget.value)}
        onBlur={() => actions.leaveName(at)}
        data-path={path}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : faultId(path)}
        type="text"
        className={planFieldsCss['plan-cell']}
        aria-label={`Name of step ${number}`}
        placeholder={automaticName}
        title={name.trim() === '' ? automaticName : name}
        spellCheck={false}
        autoComplete="off"
      />
      <button
        type="button"
        className={classes(scenarioListCss['step-edit'], 'mono')}
        title={url}
        onClick={() => actions.edit(at)}
      >
        <span className="visually-hidden">Edit step {number}:</span> <strong>{method}</strong> {url === '' ? 'no URL yet' : url}
      </button>
      <Places {...props} />
      {fault !== undefined && <FaultLine path={path} />}
    </li>
  );
});

function Places({ scenario, step, number, canMoveUp, canMoveDown, canRemove, actions }: StepRowProps) {
  const at = { scenario, step };
  const mark = { size: 16, stroke: 1.75 } as const;
  return (
    <span className={scenarioListCss['step-actions']}>
      <ActionIcon aria-label={`Move step ${number} up`} disabled={!canMoveUp} onClick={() => actions.move(at, -1)}>
        <IconArrowUp {...mark} />
      </ActionIcon>
      <ActionIcon aria-label={`Move step ${number} down`} disabled={!canMoveDown} onClick={() => actions.move(at, 1)}>
        <IconArrowDown {...mark} />
      </ActionIcon>
      <ActionIcon aria-label={`Duplicate step ${number}`} onClick={() => actions.copy(at)}>
        <IconCopy {...mark} />
      </ActionIcon>
      <ActionIcon aria-label={`Remove step ${number}`} disabled={!canRemove} onClick={() => actions.remove(at)}>
        <IconTrash {...mark} />
      </ActionIcon>
    </span>
  );
}
