// Request headers as rows of name and value; the last row is always free, and writing in it adds one.
import { ActionIcon } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import type { StepDraft } from '../draft/draft-scenario.ts';
import { useRemoval } from '../draft/removal.ts';
import { changeStep, type StepAt } from '../draft/scenario-changes.ts';
import css from '../plan-fields.module.css';
import { classes } from '../../../ui/classes.ts';

interface HeaderRowsProps {
  readonly at: StepAt;
  readonly path: string;
  readonly rows: StepDraft['headers'];
}

export function HeaderRows({ at, path, rows }: HeaderRowsProps) {
  const form = useDraftForm();
  const remove = useRemoval();
  const indexes = Array.from({ length: rows.length + 1 }, (_, index) => index);
  function handleWrite(index: number, part: 'name' | 'value', text: string): void {
    if (index === rows.length) form.insertListItem(path, { name: '', value: '', [part]: text });
    else form.setFieldValue(`${path}.${index}.${part}`, text);
  }
  function handleRemove(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    remove(
      row.name.trim() === '' ? 'Removed a header.' : `Removed header “${row.name.trim()}”.`,
      (before) => changeStep(before, at, (step) => ({ ...step, headers: step.headers.toSpliced(index, 1) })),
      (later) => changeStep(later, at, (step) => ({ ...step, headers: step.headers.toSpliced(index, 0, row) })),
    );
  }
  return (
    <ul className={css['plan-headers']}>
      {indexes.map((index) => (
        <HeaderRow
          key={index}
          path={`${path}.${index}`}
          number={index + 1}
          isFree={index === rows.length}
          onWrite={(part, text) => handleWrite(index, part, text)}
          onRemove={() => handleRemove(index)}
        />
      ))}
    </ul>
  );
}

interface HeaderRowProps {
  readonly path: string;
  readonly number: number;
  readonly isFree: boolean;
  readonly onWrite: (part: 'name' | 'value', text: string) => void;
  readonly onRemove: () => void;
}

function HeaderRow({ path, number, isFree, onWrite, onRemove }: HeaderRowProps) {
  const name = useField(`${path}.name`);
  const value = useField(`${path}.value`);
  const common = { type: 'text', spellCheck: false, autoComplete: 'off', className: classes(css['plan-cell'], 'mono') };
  return (
    <li>
      <div className={css['plan-header-row']}>
        {isFree ? <IconPlus size={14} stroke={1.75} aria-hidden /> : <span className={css['plan-header-number']}>{number}</span>}
        <input
          {...name}
          {...common}
          aria-label={`Header ${number} name`}
          placeholder="Name"
          onChange={(event) => onWrite('name', event.currentTarget.value)}
        />
        <input
          {...value}
          {...common}
          aria-label={`Header ${number} value`}
          placeholder="Value"
          onChange={(event) => onWrite('value', event.currentTarget.value)}
        />
        {!isFree && (
          <ActionIcon aria-label={`Remove header ${number}`} onClick={onRemove}>
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      <FaultLine path={`${path}.name`} />
    </li>
  );
}
