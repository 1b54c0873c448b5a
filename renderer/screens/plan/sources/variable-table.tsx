// The variables of the plan as a table; its last row is always free, and writing in it adds one.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Draft } from '../draft/draft.ts';
import { FaultLine, useField, useWrite } from '../draft/draft-form.tsx';
import { useRemoval } from '../draft/removal.ts';
import { focusField } from '../focus-field.ts';
import { useNames } from '../names/names-context.ts';
import { TintedField } from '../names/tinted-field.tsx';
import { Block } from './block.tsx';
import css from './sources-view.module.css';
import { usersWords } from './users-words.ts';

const PATH = 'sources.variables';
type Row = Draft['sources']['variables'][number];

export function VariableTable({ draft }: { readonly draft: Draft }) {
  const write = useWrite();
  const remove = useRemoval();
  const { variables } = draft.sources;

  function handleRemove(at: number): void {
    const row = variables[at];
    if (row === undefined) return;
    remove(
      `Removed variable “${row.name}”.`,
      (before) => withRows(before, (rows) => rows.toSpliced(at, 1)),
      (later) => withRows(later, (rows) => rows.toSpliced(at, 0, row)),
    );
  }

  return (
    <Block
      title="Variables"
      note="{{name}} in any field stands for the value"
      adds={[{ words: 'Add a variable', onAdd: () => focusField(`${PATH}.${variables.length}.name`) }]}
    >
      <table className={css['table']} aria-label="Variables">
        <thead>
          <tr>
            <th>Name</th>
            <th>Value</th>
            <th>Used in</th>
            <th>
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...variables, { name: '', value: '' }].map((row, at) => (
            <VariableRow
              key={at}
              at={at}
              row={row}
              onWrite={(next) => write(PATH, [...variables.slice(0, at), next, ...variables.slice(at + 1)])}
              onRemove={at === variables.length ? null : () => handleRemove(at)}
            />
          ))}
        </tbody>
      </table>
    </Block>
  );
}

interface VariableRowProps {
  readonly at: number;
  readonly row: Row;
  readonly onWrite: (row: Row) => void;
  /** null for the free row. */
  readonly onRemove: (() => void) | null;
}

function VariableRow({ at, row, onWrite, onRemove }: VariableRowProps) {
  const names = useNames();
  const { value: _, onChange: __, ...name } = useField(`${PATH}.${at}.name`);
  return (
    <tr>
      <td>
        <input
          {...name}
          className="plan-cell mono"
          aria-label={`Variable ${at + 1} name`}
          placeholder="Name"
          spellCheck={false}
          autoComplete="off"
          value={row.name}
          onChange={(event) => onWrite({ ...row, name: event.currentTarget.value })}
        />
        <FaultLine path={`${PATH}.${at}.name`} />
      </td>
      <td>
        <TintedField
          path={`${PATH}.${at}.value`}
          name={`Variable ${at + 1} value`}
          placeholder="Value"
          isCell
          value={row.value}
          onWrite={(value) => onWrite({ ...row, value })}
        />
        <FaultLine path={`${PATH}.${at}.value`} />
      </td>
      <td className={css['used']}>
        {row.name.trim() === '' || names === null ? '' : usersWords(names.index, (used) => used === row.name.trim())}
      </td>
      <td className={css['remove']}>
        {onRemove !== null && (
          <ActionIcon aria-label={`Remove variable ${at + 1}`} onClick={onRemove}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}

function withRows(draft: Draft, change: (rows: Row[]) => Row[]): Draft {
  return { ...draft, sources: { ...draft.sources, variables: change(draft.sources.variables) } };
}
