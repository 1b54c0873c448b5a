// The body of a multipart form, field by field in the order in which they are sent, and a body that is a single file.
import { ActionIcon, Button } from '@mantine/core';
import { IconDots, IconFile, IconLetterCase, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { classes } from '../../../ui/classes.ts';
import { newPart, type BodyDraft, type PartDraft } from '../draft/draft-body.ts';
import { FaultLine, useField, useWrite } from '../draft/draft-form.tsx';
import { focusField } from '../focus-field.ts';
import { TintedField } from '../names/tinted-field.tsx';
import css from '../plan-fields.module.css';
import { PathInput } from '../path-input.tsx';
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
  const value = useField(`${path}.value`);
  const { value: _, onChange: __, ...type } = useField(`${path}.type`);
  const [isOpen, setOpen] = useState(false);
  const hasMore = part.headers !== '' || (part.isFile && part.fileName !== '');
  const common = { type: 'text', spellCheck: false, autoComplete: 'off', className: classes(css['plan-cell'], textCss['mono']) };
  return (
    <li>
      <div className={css['plan-part']}>
        <input {...name} {...common} aria-label={`Part ${number} name`} placeholder="Name" />
        {part.isFile ? (
          <PathInput
            {...value}
            className={common.className}
            aria-label={`Part ${number} file`}
            placeholder="/path/to/picture.png"
          />
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
        <ActionIcon
          aria-label={`More of part ${number}`}
          aria-expanded={isOpen || hasMore}
          disabled={hasMore}
          onClick={() => setOpen(!isOpen)}
        >
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon aria-label={`Remove part ${number}`} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      {(isOpen || hasMore) && <PartOptions path={path} number={number} isFile={part.isFile} />}
      {['name', 'value', 'type', 'fileName', 'headers'].map((field) => (
        <FaultLine key={field} path={`${path}.${field}`} />
      ))}
    </li>
  );
}

/** What few parts need: another file name, headers of their own. */
function PartOptions({ path, number, isFile }: { readonly path: string; readonly number: number; readonly isFile: boolean }) {
  const headers = useField(`${path}.headers`);
  return (
    <div className={css['plan-part-options']}>
      {isFile && (
        <>
          <span>Sent as</span>
          <TextInput path={`${path}.fileName`} name={`Part ${number} file name`} placeholder="the name of the file" />
        </>
      )}
      <span>Headers</span>
      <textarea
        {...headers}
        className={classes(css['plan-input'], textCss['mono'])}
        aria-label={`Part ${number} headers`}
        rows={Math.max(1, headers.value.split('\n').length)}
        placeholder="name: value"
        spellCheck={false}
      />
    </div>
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
        isPath
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
