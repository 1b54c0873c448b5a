// The head of the step: its editable name, its position, the previous and next steps, and its actions.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconBraces, IconChevronDown, IconChevronUp, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { pressShortcut } from '../../../shortcuts/use-shortcuts.ts';
import { FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import { canRemove } from '../draft/scenario-changes.ts';
import { BEFORE, stepsIn, type StepList } from '../draft/step-list.ts';
import type { PlacedStep, DraftPlace } from '../draft/step-place.ts';
import type { StepActions } from '../outline/use-step-actions.ts';
import css from './step-panel.module.css';
import nameFieldCss from '../../../ui/name-field.module.css';
import { classes } from '../../../ui/classes.ts';

interface StepHeadProps {
  readonly step: PlacedStep;
  readonly steps: readonly PlacedStep[];
  readonly actions: StepActions;
}

export function StepHead({ step: { place, scenarioName, draft }, steps, actions }: StepHeadProps) {
  const values = useDraftForm().values;
  const { scenarios } = values;
  const count = stepsIn(values, place).length;
  const isSimple = steps.length === 1;
  const inScenario = scenarios.length > 1 ? ` in ${scenarioName}` : '';
  return (
    <div className={css['step-head']}>
      <StepName path={`${place.path}.name`} automatic={stepName({ ...draft, name: '' })} />
      {!isSimple && (
        <span className={css['step-place']}>
          {placeWords(place, count)}
          {place.list === 'before' ? '' : inScenario}
        </span>
      )}
      <span className={css['step-actions']}>
        {!isSimple && (
          <>
            <StepLink label="Previous step" step={steps[place.number - 2]} actions={actions} isUp />
            <StepLink label="Next step" step={steps[place.number]} actions={actions} isUp={false} />
          </>
        )}
        <Tooltip label="Values of this step">
          <ActionIcon
            className={css['values-toggle']}
            aria-label="Values of this step"
            aria-keyshortcuts={shortcutOf('plan.values')}
            onClick={() => pressShortcut('plan.values')}
          >
            <IconBraces size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Duplicate this step">
          <ActionIcon aria-label="Duplicate this step" onClick={() => actions.copy(place)}>
            <IconCopy size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <WhenMenu place={place} actions={actions} canLeave={canRemove(values, place)} />
        {canRemove(values, place) && (
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

function placeWords({ list, step }: DraftPlace, count: number): string {
  if (list === 'before') return `Step ${step + 1} of ${count} before the run`;
  return list === 'perVu' ? 'Once a user' : `Step ${step + 1} of ${count}`;
}

const WHEN: readonly { readonly list: StepList; readonly words: string }[] = [
  { list: 'steps', words: 'Send it in each journey' },
  { list: 'perVu', words: 'Send it once a user, as a login' },
  { list: 'before', words: 'Send it once before the run' },
];

interface WhenMenuProps {
  readonly place: DraftPlace;
  readonly actions: StepActions;
  /** False for the last step of a scenario. */
  readonly canLeave: boolean;
}

/** When the step is sent: it is moved to the end of the chosen list, or from there to the beginning of the journey. */
function WhenMenu({ place, actions, canLeave }: WhenMenuProps) {
  const values = useDraftForm().values;
  const scenario = Math.max(0, place.scenario);
  if (!canLeave) return null;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label="When this step is sent">
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {WHEN.filter(({ list }) => list !== place.list).map(({ list, words }) => {
          const to = list === 'before' ? BEFORE : { list, scenario };
          const step = list === 'steps' ? 0 : stepsIn(values, to).length;
          return (
            <Menu.Item key={list} onClick={() => actions.place(place, { ...to, step }, false)}>
              {words}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function StepName({ path, automatic }: { readonly path: string; readonly automatic: string }) {
  const field = useField(path);
  return (
    <input
      {...field}
      type="text"
      className={classes(nameFieldCss['name-field'], css['step-name'])}
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
    const { list, scenario, step: at } = step.place;
    actions.go({ kind: 'step', list, scenario, step: at });
  }
  return (
    <ActionIcon aria-label={label} disabled={step === undefined} onClick={handleGo}>
      {isUp ? <IconChevronUp size={16} stroke={1.75} /> : <IconChevronDown size={16} stroke={1.75} />}
    </ActionIcon>
  );
}
