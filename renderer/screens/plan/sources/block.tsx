// One of the blocks with sources of values: its title, a short explanation, and on the right the button that adds to it.
import { IconPlus } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import css from './sources-view.module.css';

interface BlockProps {
  readonly title: string;
  readonly note: string;
  readonly adds: readonly { readonly words: string; readonly onAdd: () => void }[];
  readonly children: ReactNode;
}

export function Block({ title, note, adds, children }: BlockProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <div className={css['head']}>
        <h2 id={titleId}>{title}</h2>
        <span className={css['note']}>{note}</span>
        {adds.map(({ words, onAdd }) => (
          <button key={words} type="button" className={css['add']} onClick={onAdd}>
            <IconPlus size={14} stroke={1.75} aria-hidden />
            {words}
          </button>
        ))}
      </div>
      {children}
    </section>
  );
}
