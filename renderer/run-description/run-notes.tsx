// The notes of a run, behind a button: several lines of plain text, kept when the box is left.
import { ActionIcon, Popover, Textarea } from '@mantine/core';
import { IconNote, IconNotes } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { LONGEST_NOTES, type RunDescription } from '../../shared/run-description.ts';
import { ON_RUN, writeNotes, type Written } from './write-on-run.ts';
import css from './run-description.module.css';

interface RunNotesProps {
  readonly run: Pick<RunDescription, 'notes'> & { readonly id: string };
  readonly on?: Written;
}

export function RunNotes({ run, on = ON_RUN }: RunNotesProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const hasNotes = run.notes !== '';
  const close = (): void => {
    const notes = typed?.trim() ?? run.notes;
    setTyped(null);
    if (notes !== run.notes) void writeNotes(run, on, notes);
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) close();
    else if (event.key !== 'Escape') return;
    else setTyped(null);
    event.preventDefault();
    event.stopPropagation();
  };
  const Mark = hasNotes ? IconNotes : IconNote;
  return (
    <Popover
      opened={typed !== null}
      onChange={(isOpen) => !isOpen && close()}
      width={380}
      position="bottom-start"
      trapFocus
      returnFocus
      closeOnEscape={false}
    >
      <Popover.Target>
        <ActionIcon
          className={hasNotes ? 'has-notes' : undefined}
          aria-label={hasNotes ? 'Notes' : 'Add notes'}
          title={hasNotes ? run.notes : 'Add notes'}
          onClick={() => (typed === null ? setTyped(run.notes) : close())}
        >
          <Mark size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css['notes-box']} aria-label="Notes">
        <Textarea
          data-autofocus
          aria-label={`Notes on this ${on.noun}`}
          placeholder={`What was special about this ${on.noun}`}
          autosize
          minRows={4}
          maxRows={14}
          maxLength={LONGEST_NOTES}
          value={typed ?? ''}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={handleKey}
        />
        <p>
          Kept when you leave the box. <kbd>Esc</kbd> leaves them as they were.
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
