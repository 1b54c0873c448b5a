// The editor's header: the plan's name to edit, whether it is saved, and what can be done with the whole plan.
import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { IconBraces, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTitle } from '../../ui/header.tsx';
import { shortcutOf } from '../../shortcuts/key-hint.tsx';
import { automaticName, type Draft } from './draft/draft.ts';
import { FaultLine, useField } from './draft/draft-form.tsx';
import { PlanList } from './plan-list.tsx';
import { savedWords } from './saved-words.ts';
import planHeaderCss from './plan-header.module.css';
import planListCss from './plan-list.module.css';
import { classes } from '../../ui/classes.ts';

interface PlanHeaderProps {
  readonly draft: Draft;
  readonly planId: string;
  /** Epoch ms; null for a plan that was never saved. */
  readonly savedAt: number | null;
  readonly isChanged: boolean;
  readonly isJson: boolean;
  readonly hasPicker: boolean;
  readonly onJson: () => void;
  readonly onDiscard: () => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
  readonly onTry: () => void;
  readonly onSave: () => void;
}

export function PlanHeader(props: PlanHeaderProps) {
  const { draft, planId, savedAt, isChanged, isJson, hasPicker } = props;
  const name = draft.name.trim() === '' ? automaticName(draft) : draft.name;
  const [openedAt] = useState(() => Date.now());
  useTitle(name);
  return (
    <header className={classes('header', planHeaderCss['plan-header'])}>
      <h1 className="visually-hidden">{name}</h1>
      <PlanName draft={draft} />
      {hasPicker && <PlanPicker planId={planId} />}
      <output className="header-note">
        {isChanged ? 'Unsaved changes' : savedAt === null ? 'Not saved yet' : savedWords(savedAt, openedAt)}
      </output>
      {isChanged && savedAt !== null && (
        <button type="button" className={planHeaderCss['plan-discard']} onClick={props.onDiscard}>
          Discard
        </button>
      )}
      <div className="header-actions">
        <Button
          variant="subtle"
          leftSection={<IconBraces size={16} stroke={1.75} />}
          aria-pressed={isJson}
          onClick={props.onJson}
        >
          JSON
        </Button>
        <Button variant="subtle" onClick={props.onDuplicate}>
          Duplicate
        </Button>
        <Tooltip label={savedAt === null ? 'Discard this draft' : 'Delete this plan'}>
          <ActionIcon aria-label="Delete" size={30} onClick={props.onDelete}>
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <Button onClick={props.onTry} aria-keyshortcuts={shortcutOf('plan.try')}>
          Try once
        </Button>
        <Button onClick={props.onSave}>Save</Button>
      </div>
    </header>
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
        className={planHeaderCss['plan-name']}
        placeholder={automaticName(draft)}
        spellCheck={false}
        autoComplete="off"
      />
      <FaultLine path="name" />
    </div>
  );
}

/** Where the window is too narrow for the list. */
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
