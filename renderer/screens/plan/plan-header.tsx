// The editor's header: the editable name of the plan, whether it is saved, its problems, and on the right the button that runs
// it.
import { ActionIcon, Button, Menu, Popover, SegmentedControl } from '@mantine/core';
import {
  IconAlertCircle,
  IconBraces,
  IconChevronDown,
  IconCopy,
  IconDots,
  IconPlayerPlayFilled,
  IconTargetArrow,
  IconTerminal,
  IconTrash,
} from '@tabler/icons-react';
import { useContext, useId, useState } from 'react';
import { usePlanTry } from '../../host/plan-tries.ts';
import { useStore } from '../../host/store.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { classes } from '../../ui/classes.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useTitle } from '../../ui/header.tsx';
import { automaticName, type Draft } from './draft/draft.ts';
import { countFaults, placeFaults } from './draft/draft-faults.ts';
import { DraftFaultContext, FaultLine, useField } from './draft/draft-form.tsx';
import { planCommand } from '../../../shared/plan-command.ts';
import { useInfo } from '../../host/host-state.ts';
import planHeaderCss from './plan-header.module.css';
import { PlanList } from './plan-list.tsx';
import planListCss from './plan-list.module.css';
import { savedWords } from './saved-words.ts';
import { EnvironmentSelect } from './sources/environment-select.tsx';
import type { usePlanEditing } from './use-plan-editing.ts';
import textCss from '../../ui/text.module.css';
import headerCss from '../../ui/header.module.css';
import nameFieldCss from '../../ui/name-field.module.css';

interface PlanHeaderProps {
  readonly editing: ReturnType<typeof usePlanEditing>;
  readonly planId: string;
  /** Epoch ms; null for a plan that was never saved. */
  readonly savedAt: number | null;
  readonly hasPicker: boolean;
}

export function PlanHeader({ editing, planId, savedAt, hasPicker }: PlanHeaderProps) {
  const { draft, name, isBusy } = editing;
  const isChanged = useStore(editing.judgement, (judged) => judged.isChanged);
  const [openedAt] = useState(() => Date.now());
  useTitle(name);
  return (
    <header className={classes(headerCss['header'], planHeaderCss['plan-header'])}>
      <h1 className={textCss['visually-hidden']}>{name}</h1>
      <PlanName draft={draft} />
      {hasPicker && <PlanPicker planId={planId} />}
      <LastTry planId={planId} />
      <output className={headerCss['header-note']}>
        {isChanged ? 'Unsaved changes' : savedAt === null ? 'Not saved yet' : savedWords(savedAt, openedAt)}
      </output>
      {isChanged && savedAt !== null && (
        <button type="button" className={planHeaderCss['plan-discard']} onClick={editing.handleDiscard}>
          Discard
        </button>
      )}
      <div className={headerCss['header-actions']}>
        <Problems onShow={editing.showNextFault} />
        <EnvironmentSelect />
        {(isChanged || savedAt === null) && (
          <Button variant="subtle" onClick={() => void editing.handleSave()} aria-keyshortcuts={shortcutOf('plan.save')}>
            Save
          </Button>
        )}
        <Button rightSection={<KeyHint id="plan.try" />} onClick={editing.handleTry} aria-keyshortcuts={shortcutOf('plan.try')}>
          Try once
        </Button>
        <Button
          variant="filled"
          className={planHeaderCss['plan-run']}
          loading={isBusy}
          onClick={() => void editing.handleRun()}
          aria-keyshortcuts={shortcutOf('plan.run')}
        >
          <IconPlayerPlayFilled size={14} aria-hidden />
          Run
          <KeyHint id="plan.run" />
        </Button>
        <PlanMenu editing={editing} isSaved={savedAt !== null} />
      </div>
    </header>
  );
}

/** Leads back to the last try, if there is one. */
function LastTry({ planId }: { readonly planId: string }) {
  if (usePlanTry(planId) === null) return null;
  return (
    <SegmentedControl
      aria-label="View of the plan"
      value="edit"
      data={[
        { value: 'edit', label: 'Edit' },
        { value: 'try', label: 'Last try' },
      ]}
      onChange={(view) => view === 'try' && goTo({ screen: 'try', planId })}
    />
  );
}

/** The number of problems; a press leads to the next one. */
function Problems({ onShow }: { readonly onShow: () => void }) {
  const { faults } = useContext(DraftFaultContext);
  return (
    <output className={planHeaderCss['plan-problems']} aria-live="polite">
      {faults.size > 0 && (
        <button type="button" title={placeFaults(faults)} aria-keyshortcuts={shortcutOf('plan.problem')} onClick={onShow}>
          <IconAlertCircle size={14} stroke={1.75} aria-hidden />
          {countFaults(faults)}
        </button>
      )}
    </output>
  );
}

function PlanMenu({ editing, isSaved }: { readonly editing: PlanHeaderProps['editing']; readonly isSaved: boolean }) {
  const command = useInfo()?.command ?? 'onrush';
  const icon = { size: 16, stroke: 1.75 } as const;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label="More" size={30}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconBraces {...icon} />} onClick={editing.toggleJson}>
          {editing.isJson ? 'Show the fields' : 'JSON'}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={editing.handleDuplicate}>
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<IconTargetArrow {...icon} />} onClick={editing.handleCapacity}>
          Find the capacity
        </Menu.Item>
        <Menu.Item leftSection={<IconTerminal {...icon} />} onClick={() => void copyText(planCommand(command, editing.name))}>
          Copy the command that runs it
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash {...icon} />} onClick={editing.handleDelete}>
          {isSaved ? 'Delete' : 'Discard this draft'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PlanName({ draft }: { readonly draft: Draft }) {
  const field = useField('name');
  return (
    <div className={planHeaderCss['plan-name-box']}>
      <input
        {...field}
        type="text"
        aria-label="Plan name"
        className={classes(nameFieldCss['name-field'], planHeaderCss['plan-name'])}
        placeholder={automaticName(draft)}
        spellCheck={false}
        autoComplete="off"
      />
      <FaultLine path="name" />
    </div>
  );
}

/** Replaces the list in a narrow window. */
function PlanPicker({ planId }: { readonly planId: string }) {
  const dropdownId = useId();
  return (
    <Popover width={264} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label="Choose a plan" data-plan-picker aria-controls={dropdownId}>
          <IconChevronDown size={16} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown id={dropdownId} className={planListCss['plan-picker']}>
        <PlanList currentId={planId} />
      </Popover.Dropdown>
    </Popover>
  );
}
