// The tags of a run: as chips in a list, and as chips to remove and add to where there is one run.
import { ActionIcon } from '@mantine/core';
import { IconTag, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { LONGEST_TAG, MOST_TAGS, type RunDescription } from '../../shared/run-description.ts';
import { addTags, ON_RUN, removeTag, type Written } from './write-on-run.ts';
import css from './run-description.module.css';

export function TagChips({ tags }: { readonly tags: readonly string[] }) {
  return tags.map((tag) => (
    <span key={tag} className={css['tag-chip']} title={tag}>
      <span>{tag}</span>
    </span>
  ));
}

interface RunTagsProps {
  readonly run: Pick<RunDescription, 'tags'> & { readonly id: string };
  readonly on?: Written;
}

export function RunTags({ run, on = ON_RUN }: RunTagsProps) {
  return (
    <>
      {run.tags.length > 0 && (
        <ul className={css['run-tags']} aria-label="Tags">
          {run.tags.map((tag) => (
            <li key={tag} className={css['tag-chip']} title={tag}>
              <span>{tag}</span>
              <button type="button" aria-label={`Remove the tag ${tag}`} onClick={() => void removeTag(run, on, tag)}>
                <IconX size={12} stroke={2} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      {run.tags.length < MOST_TAGS && <AddTag run={run} on={on} />}
    </>
  );
}

function AddTag({ run, on }: Required<RunTagsProps>) {
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = typed !== null;
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  if (typed === null) {
    return (
      <ActionIcon aria-label="Add a tag" title="Add a tag" onClick={() => setTyped('')}>
        <IconTag size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    );
  }
  const keep = (next: string | null): void => {
    if (typed.trim() !== '') addTags(run, on, typed);
    setTyped(next);
  };
  const handleKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    const last = run.tags.at(-1);
    if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'Enter' || event.key === ',' || event.key === ' ') keep('');
    else if (event.key === 'Backspace' && typed === '' && last !== undefined) void removeTag(run, on, last);
    else return;
    event.preventDefault();
  };
  return (
    <input
      ref={field}
      className={css['tag-field']}
      type="text"
      aria-label="New tag"
      placeholder="Tag"
      maxLength={LONGEST_TAG}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={handleKey}
      onBlur={() => keep(null)}
    />
  );
}
