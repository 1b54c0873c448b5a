// Request headers as rows of name and value; the last row is always free, and writing in it adds one.
import { ActionIcon } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { StepDraft } from './draft.ts';
import { FaultLine, useDraftForm, useField } from './draft-form.tsx';

interface HeaderRowsProps {
  readonly path: string;
  readonly rows: StepDraft['headers'];
}

export function HeaderRows({ path, rows }: HeaderRowsProps) {
  const form = useDraftForm();
  const indexes = Array.from({ length: rows.length + 1 }, (_, index) => index);
  function handleWrite(index: number, part: 'name' | 'value', text: string): void {
    if (index === rows.length) form.insertListItem(path, { name: '', value: '', [part]: text });
    else form.setFieldValue(`${path}.${index}.${part}`, text);
  }
  return (
    <ul className="plan-headers">
      {indexes.map((index) => (
        <HeaderRow
          key={index}
          path={`${path}.${index}`}
          number={index + 1}
          isFree={index === rows.length}
          onWrite={(part, text) => handleWrite(index, part, text)}
          onRemove={() => form.removeListItem(path, index)}
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
  const common = { type: 'text', spellCheck: false, autoComplete: 'off', className: 'plan-cell mono' };
  return (
    <li>
      <div className="plan-header-row">
        {isFree ? <IconPlus size={14} stroke={1.75} aria-hidden /> : <span className="plan-header-number">{number}</span>}
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
