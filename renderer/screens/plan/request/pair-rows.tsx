// Rows of name and value: headers, parameters, form fields. The last row is always empty, and writing in it adds another one.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { classes } from '../../../ui/classes.ts';
import { FaultLine, useField } from '../draft/draft-form.tsx';
import { TintedField } from '../names/tinted-field.tsx';
import css from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';

interface Pair {
  readonly name: string;
  readonly value: string;
}

interface PairRowsProps {
  /** For example "Header"; the labels of the rows begin with it. */
  readonly kind: string;
  /** The path of the list in the draft. */
  readonly path: string;
  readonly rows: readonly Pair[];
  readonly onWrite: (index: number, pair: Pair) => void;
  readonly onRemove: (index: number) => void;
}

const FREE: Pair = { name: '', value: '' };

export function PairRows({ kind, path, rows, onWrite, onRemove }: PairRowsProps) {
  return (
    <ul className={css['plan-pairs']}>
      {[...rows, FREE].map((row, index) => (
        <PairRow
          key={index}
          path={`${path}.${index}`}
          label={`${kind} ${index + 1}`}
          row={row}
          onWrite={(pair) => onWrite(index, pair)}
          onRemove={index === rows.length ? null : () => onRemove(index)}
        />
      ))}
    </ul>
  );
}

interface PairRowProps {
  readonly path: string;
  readonly label: string;
  readonly row: Pair;
  readonly onWrite: (row: Pair) => void;
  /** Null for the empty row. */
  readonly onRemove: (() => void) | null;
}

function PairRow({ path, label, row, onWrite, onRemove }: PairRowProps) {
  const { onChange: _, value: __, ...name } = useField(`${path}.name`);
  return (
    <li>
      <div className={css['plan-pair']}>
        <input
          {...name}
          type="text"
          className={classes(css['plan-cell'], textCss['mono'])}
          aria-label={`${label} name`}
          placeholder="Name"
          spellCheck={false}
          autoComplete="off"
          value={row.name}
          onChange={(event) => onWrite({ ...row, name: event.currentTarget.value })}
        />
        <TintedField
          path={`${path}.value`}
          name={`${label} value`}
          placeholder="Value"
          isCell
          value={row.value}
          onWrite={(value) => onWrite({ ...row, value })}
        />
        {onRemove !== null && (
          <ActionIcon aria-label={`Remove ${label.toLowerCase()}`} onClick={onRemove}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      <FaultLine path={`${path}.name`} />
      <FaultLine path={`${path}.value`} />
    </li>
  );
}
