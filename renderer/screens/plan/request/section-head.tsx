// The head of a section of the step: its title, a short explanation, and on the right the button that adds a row.
import { UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import css from './step-panel.module.css';

interface SectionHeadProps {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly addWords: string;
  readonly onAdd: () => void;
}

export function SectionHead({ id, title, note, addWords, onAdd }: SectionHeadProps) {
  return (
    <div className={css['section-head']}>
      <h2 id={id}>{title}</h2>
      <span className={css['section-note']}>{note}</span>
      <UnstyledButton className={css['section-add']} onClick={onAdd}>
        <IconPlus size={14} stroke={1.75} aria-hidden />
        {addWords}
      </UnstyledButton>
    </div>
  );
}
