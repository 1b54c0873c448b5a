// Ctrl P: finds any step of the plan by a few letters of its name, its URL or its scenario.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no tag is a list that a text field chooses from */
import { Modal } from '@mantine/core';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Draft } from '../draft/draft.ts';
import type { EditorPlace } from '../draft/editor-place.ts';
import { foundPlaces, type FoundPlace } from './found-places.ts';
import css from './step-finder.module.css';
import { classes } from '../../../ui/classes.ts';
import dialogCss from '../../../ui/dialog.module.css';

interface StepFinderProps {
  readonly draft: Draft;
  readonly onGo: (place: EditorPlace) => void;
  readonly onClose: () => void;
}

export function StepFinder({ draft, onGo, onClose }: StepFinderProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={520}
      yOffset="12vh"
      className={classes(dialogCss['dialog'], css['finder'])}
      transitionProps={{ duration: 120 }}
      attributes={{ content: { 'aria-label': 'Go to a step' } }}
    >
      <Finder draft={draft} onGo={onGo} onClose={onClose} />
    </Modal>
  );
}

function Finder({ draft, onGo, onClose }: StepFinderProps) {
  const listId = useId();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = foundPlaces(draft, search);
  const at = Math.min(chosen, found.length - 1);

  function go(one: FoundPlace | undefined): void {
    if (one === undefined) return;
    onClose();
    onGo(one.place);
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') go(found[at]);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined || found[to] === undefined) return;
    event.preventDefault();
    setChosen(to);
    document.getElementById(`${listId}-${to}`)?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <>
      <input
        className={css['search']}
        role="combobox"
        aria-label="Name, URL or scenario of a step"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={found[at] === undefined ? undefined : `${listId}-${at}`}
        placeholder="Go to a step"
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={handleKey}
      />
      <div role="listbox" id={listId} aria-label="Steps" className={css['list']}>
        {found.map((one, index) => (
          <button
            key={one.key}
            type="button"
            role="option"
            id={`${listId}-${index}`}
            aria-selected={index === at}
            tabIndex={-1}
            className={css['item']}
            onClick={() => go(one)}
          >
            <span className={css['number']}>{one.number}</span>
            <span className={css['method']}>{one.method}</span>
            <span className={css['name']}>{one.name}</span>
            <span className={css['note']}>{one.note}</span>
          </button>
        ))}
      </div>
      {found.length === 0 && <p className={css['none']}>No step is called “{search.trim()}”.</p>}
    </>
  );
}
