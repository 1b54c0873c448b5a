// The head of the step: its editable name, its position, the previous and next steps, and its actions.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconBraces, IconChevronDown, IconChevronUp, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { pressShortcut } from '../../../shortcuts/use-shortcuts.ts';
import { FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import { canRemove } from '../draft/scenario-changes.ts';
import { stepOfPath, stepsIn, type StepAt, type StepList } from '../draft/step-list.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import { stepPlaceWords } from '../outline/outline-words.ts';
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
          {stepPlaceWords(place, count)}
          {place.list === 'before' ? '' : inScenario}
        </span>
      )}
      <StepButtons
        list={place.list}
        scenario={place.scenario}
        step={place.step}
        previous={steps[place.number - 2]?.place.path ?? null}
        next={steps[place.number]?.place.path ?? null}
        canLeave={canRemove(values, place)}
        isSimple={isSimple}
        actions={actions}
      />
      <FaultLine path={`${place.path}.name`} />
    </div>
  );
}

interface StepButtonsProps extends StepAt {
  readonly list: StepList;
  /** The paths of its neighbours; null if there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  /** False for the last step of a scenario. */
  readonly canLeave: boolean;
  readonly isSimple: boolean;
  readonly actions: StepActions;
}

/** A keystroke in the step changes none of it, so it is not rendered again. */
const StepButtons = memo(function StepButtons(props: StepButtonsProps) {
  const { list, scenario, step, previous, next, canLeave, isSimple, actions } = props;
  const place = { list, scenario, step };
  return (
    <span className={css['step-actions']}>
      {!isSimple && (
        <>
          <StepLink label="Previous step" path={previous} actions={actions} isUp />
          <StepLink label="Next step" path={next} actions={actions} isUp={false} />
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
      {canLeave && <WhenMenu place={place} actions={actions} />}
      {canLeave && (
        <Tooltip label="Remove this step">
          <ActionIcon aria-label="Remove this step" onClick={() => actions.remove(place)}>
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
});

const WHEN: readonly { readonly list: StepList; readonly words: string }[] = [
  { list: 'steps', words: 'Send it in each journey' },
  { list: 'perVu', words: 'Send it once a user, as a login' },
  { list: 'before', words: 'Send it once before the run' },
];

interface WhenMenuProps {
  readonly place: StepAt & { readonly list: StepList };
  readonly actions: StepActions;
}

/** When the step is sent. */
function WhenMenu({ place, actions }: WhenMenuProps) {
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label="When this step is sent">
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {WHEN.filter(({ list }) => list !== place.list).map(({ list, words }) => (
          <Menu.Item key={list} onClick={() => actions.sendIn(place, list)}>
            {words}
          </Menu.Item>
        ))}
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
  readonly path: string | null;
  readonly actions: StepActions;
  readonly isUp: boolean;
}

function StepLink({ label, path, actions, isUp }: StepLinkProps) {
  const at = path === null ? null : stepOfPath(path);
  function handleGo(): void {
    if (at !== null) actions.go({ kind: 'step', ...at });
  }
  return (
    <ActionIcon aria-label={label} disabled={at === null} onClick={handleGo}>
      {isUp ? <IconChevronUp size={16} stroke={1.75} /> : <IconChevronDown size={16} stroke={1.75} />}
    </ActionIcon>
  );
}
