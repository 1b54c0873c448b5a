// The body of a form with files, field by field in the order in which they are sent, and a body that is one file.
import { ActionIcon, Button } from '@mantine/core';
import { IconFile, IconLetterCase, IconX } from '@tabler/icons-react';
import { classes } from '../../../ui/classes.ts';
import { newPart, type BodyDraft, type PartDraft } from '../draft/draft-body.ts';
import { FaultLine, useField, useWrite } from '../draft/draft-form.tsx';
import { focusField } from '../focus-field.ts';
import { TintedField } from '../names/tinted-field.tsx';
import css from '../plan-fields.module.css';
import { TextInput } from '../text-field.tsx';
import { RequestText } from './request-text.tsx';
import textCss from '../../../ui/text.module.css';

export function PartRows({ path, parts }: { readonly path: string; readonly parts: readonly PartDraft[] }) {
  const write = useWrite();
  function handleAdd(isFile: boolean): void {
    write(path, [...parts, newPart(isFile)]);
    focusField(`${path}.${parts.length}.name`);
  }
  return (
    <>
      <ul className={css['plan-pairs']}>
        {parts.map((part, at) => (
          <PartRow
            key={at}
            path={`${path}.${at}`}
            number={at + 1}
            part={part}
            onRemove={() => write(path, parts.toSpliced(at, 1))}
          />
        ))}
      </ul>
      <div className={css['plan-part-add']}>
        <Button size="xs" leftSection={<IconLetterCase size={14} stroke={1.75} />} onClick={() => handleAdd(false)}>
          Add a field
        </Button>
        <Button size="xs" leftSection={<IconFile size={14} stroke={1.75} />} onClick={() => handleAdd(true)}>
          Add a file
        </Button>
      </div>
    </>
  );
}

interface PartRowProps {
  readonly path: string;
  readonly number: number;
  readonly part: PartDraft;
  readonly onRemove: () => void;
}

function PartRow({ path, number, part, onRemove }: PartRowProps) {
  const write = useWrite();
  const name = useField(`${path}.name`);
  const { value: _, onChange: __, ...type } = useField(`${path}.type`);
  const common = { type: 'text', spellCheck: false, autoComplete: 'off', className: classes(css['plan-cell'], textCss['mono']) };
  return (
    <li>
      <div className={css['plan-part']}>
        <input {...name} {...common} aria-label={`Part ${number} name`} placeholder="Name" />
        {part.isFile ? (
          <TextInput path={`${path}.value`} name={`Part ${number} file`} placeholder="/path/to/picture.png" />
        ) : (
          <TintedField path={`${path}.value`} name={`Part ${number} value`} placeholder="Value" isCell />
        )}
        <input
          {...type}
          {...common}
          aria-label={`Part ${number} type`}
          placeholder={part.isFile ? 'type by its ending' : 'no type'}
          value={part.type ?? ''}
          onChange={(event) => write(`${path}.type`, event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
        <ActionIcon aria-label={`Remove part ${number}`} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      {['name', 'value', 'type', 'fileName'].map((field) => (
        <FaultLine key={field} path={`${path}.${field}`} />
      ))}
    </li>
  );
}

/** Streamed from the disk, whatever its size. */
export function FileBody({ path, body }: { readonly path: string; readonly body: BodyDraft }) {
  const write = useWrite();
  return (
    <div>
      <RequestText
        path={`${path}.file`}
        label="File"
        hint="Read again for each request, so that it may be larger than the memory."
        placeholder="/path/to/upload.bin"
      />
      <div className={css['plan-file-type']}>
        <label htmlFor="file-type">Content-Type</label>
        <input
          id="file-type"
          className={classes(css['plan-input'], textCss['mono'])}
          data-path={`${path}.fileType`}
          placeholder="by the ending of the file"
          spellCheck={false}
          autoComplete="off"
          value={body.fileType ?? ''}
          onChange={(event) => write(`${path}.fileType`, event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      </div>
      <FaultLine path={`${path}.fileType`} />
    </div>
  );
}
