// The head of a part of the step: its title, what it means in a few words, and at its right end what adds a row.
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
