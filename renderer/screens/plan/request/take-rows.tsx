// What a step extracts from its response, under names that later steps use.
import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { classes } from '../../../ui/classes.ts';
import { FaultLine, useField, useWrite } from '../draft/draft-form.tsx';
import { newExtract, type ExtractDraft, type ExtractKind } from '../draft/draft-extract.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import { focusField } from '../focus-field.ts';
import { TintedField } from '../names/tinted-field.tsx';
import { SelectField } from '../select-field.tsx';
import { TextInput } from '../text-field.tsx';
import { SectionHead } from './section-head.tsx';
import css from './step-panel.module.css';
import { useRowRemoval, useStepChange } from './use-step-change.ts';
import planFieldsCss from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';

const KINDS = [
  { value: 'json', label: 'JSON value' },
  { value: 'header', label: 'Header' },
  { value: 'css', label: 'CSS' },
  { value: 'regex', label: 'Regex' },
  { value: 'between', label: 'Between' },
  { value: 'cookie', label: 'Cookie' },
] as const;
const WHICH = [
  { value: 'first', label: 'first' },
  { value: 'last', label: 'last' },
  { value: 'random', label: 'random' },
  { value: 'all-count', label: 'how many' },
] as const;
const DECODINGS = [
  { value: '', label: 'as it is' },
  { value: 'url', label: 'URL' },
  { value: 'html', label: 'HTML' },
  { value: 'json', label: 'JSON' },
  { value: 'base64', label: 'Base64' },
  { value: 'jwt', label: 'JWT' },
] as const;
const PLACEHOLDER: Readonly<Record<ExtractKind, string>> = {
  json: '$.token',
  header: 'location',
  css: 'input[name=csrf]',
  regex: 'id=(\\d+)',
  between: 'the text before',
  cookie: 'session',
};

export function TakeRows({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const change = useStepChange(place);
  const removeRow = useRowRemoval(place);
  const titleId = useId();

  function handleAdd(): void {
    change((step) => ({ ...step, extract: [...step.extract, newExtract()] }));
    focusField(`${place.path}.extract.${draft.extract.length}.name`);
  }

  function handleRemove(index: number): void {
    const name = draft.extract[index]?.name.trim() ?? '';
    removeRow('extract', index, name === '' ? 'Removed a value.' : `Removed value “${name}”.`);
  }

  return (
    <section className={css['section']} aria-labelledby={titleId}>
      <SectionHead
        id={titleId}
        title="Take from the response"
        note="kept until the journey ends"
        addWords="Take a value"
        onAdd={handleAdd}
      />
      <ul>
        {draft.extract.map((row, index) => (
          <TakeRow
            key={index}
            path={`${place.path}.extract.${index}`}
            number={index + 1}
            row={row}
            onRemove={() => handleRemove(index)}
          />
        ))}
      </ul>
    </section>
  );
}

interface TakeRowProps {
  readonly path: string;
  readonly number: number;
  readonly row: ExtractDraft;
  readonly onRemove: () => void;
}

function TakeRow({ path, number, row, onRemove }: TakeRowProps) {
  const write = useWrite();
  const name = useField(`${path}.name`);
  return (
    <li className={css['row']}>
      <div className={css['take-row']}>
        <input
          {...name}
          type="text"
          className={classes(planFieldsCss['plan-input'], textCss['mono'])}
          aria-label={`Name of value ${number}`}
          placeholder="name"
          spellCheck={false}
          autoComplete="off"
        />
        <SelectField
          label={`Kind of value ${number}`}
          options={KINDS}
          value={row.kind}
          onChoose={(kind) => write(`${path}.kind`, kind)}
        />
        <TakePlace path={path} number={number} row={row} />
        <SelectField
          label={`Which match of value ${number}`}
          options={WHICH}
          value={row.pick}
          onChoose={(pick) => write(`${path}.pick`, pick)}
        />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`Options of value ${number}`}>
              <IconDots size={16} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => write(`${path}.hasPart`, !row.hasPart)}>
              {row.hasPart ? 'All of what is found' : 'Only a part of what is found'}
            </Menu.Item>
            <Menu.Item onClick={() => write(`${path}.hasDefault`, !row.hasDefault)}>
              {row.hasDefault ? 'Without a default' : 'With a default'}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <ActionIcon aria-label={`Remove value ${number}`} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      {row.hasPart && <TakePart path={path} number={number} row={row} />}
      {row.hasDefault && (
        <div className={css['take-default']}>
          <Checkbox size="xs" label="Where nothing is found, take" checked onChange={() => write(`${path}.hasDefault`, false)} />
          <TextInput path={`${path}.default`} name={`Default of value ${number}`} placeholder="an empty text" />
        </div>
      )}
      {['name', 'path', 'right', 'attr', 'group', 'part', 'default'].map((field) => (
        <FaultLine key={field} path={`${path}.${field}`} />
      ))}
    </li>
  );
}

/** A part of the value: first decoded, then cut out by an expression. */
function TakePart({ path, number, row }: Omit<TakeRowProps, 'onRemove'>) {
  const write = useWrite();
  return (
    <div className={css['take-part']}>
      <Checkbox size="xs" label="Take only the part" checked onChange={() => write(`${path}.hasPart`, false)} />
      <TextInput path={`${path}.part`} name={`Part of value ${number}`} placeholder="code=([^&]+)" />
      <span>decoded as</span>
      <SelectField
        label={`Decoding of value ${number}`}
        options={DECODINGS}
        value={row.decode}
        onChoose={(decode) => write(`${path}.decode`, decode)}
      />
    </div>
  );
}

/** Where the value is found, and its details: an attribute, a group, the text after it. */
function TakePlace({ path, number, row: { kind } }: Omit<TakeRowProps, 'onRemove'>) {
  return (
    <div className={css['take-place']}>
      <TintedField path={`${path}.path`} name={`Place of value ${number}`} placeholder={PLACEHOLDER[kind]} isAfter />
      {kind === 'css' && <TextInput path={`${path}.attr`} name={`Attribute of value ${number}`} placeholder="its text" />}
      {kind === 'regex' && <TextInput path={`${path}.group`} name={`Group of value ${number}`} placeholder="group" isNumber />}
      {kind === 'between' && <TextInput path={`${path}.right`} name={`End of value ${number}`} placeholder="the text behind" />}
    </div>
  );
}
