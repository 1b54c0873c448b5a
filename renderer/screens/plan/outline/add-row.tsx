// The row of the outline that adds a step.
import { IconPlus } from '@tabler/icons-react';
import css from './outline.module.css';

interface AddRowProps {
  readonly item: string;
  readonly words: string;
  readonly level: number;
  readonly onAdd: () => void;
}

export function AddRow({ item, words, level, onAdd }: AddRowProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={false}
      data-item={item}
      tabIndex={-1}
      className={css['add-row']}
      onClick={onAdd}
    >
      <IconPlus size={14} stroke={1.75} aria-hidden />
      {words}
    </div>
  );
}
