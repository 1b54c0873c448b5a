// Asks for the name of a value, and which of several is meant.
import { Button, Radio, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { NAME_TEXT, nameSchema } from '../../../shared/plan/journey/extract-schema.ts';
import { extractChoices, placeText, proposedName, valueText, type PressedValue } from './pressed-value.ts';
import type { ValueActions } from './value-actions.ts';
import css from './value-menu.module.css';

interface ExtractFormProps {
  readonly pressed: PressedValue;
  readonly actions: ValueActions;
  readonly onClose: () => void;
}

export function ExtractForm({ pressed, actions, onClose }: ExtractFormProps) {
  const choices = extractChoices(pressed);
  const [name, setName] = useState(() => proposedName(pressed, actions.taken));
  const [at, setAt] = useState(0);
  const fault = nameFault(name, actions.taken);
  const { extract, value } = choices[at] ?? {};

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    if (fault !== null || extract === undefined) return;
    if (actions.put({ kind: 'extract', name: name.trim(), extract })) onClose();
  }
  return (
    <form className={css['form']} onSubmit={handleSubmit}>
      <p className={css['place']}>{extract?.json ?? extract?.css ?? placeText(pressed)}</p>
      <TextInput
        label="Name"
        value={name}
        error={fault}
        data-autofocus
        spellCheck={false}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {choices.length > 1 && (
        <Radio.Group label="Which" value={String(at)} onChange={(value) => setAt(Number(value))}>
          <div className={css['choices']} data-many={choices.length > 2 ? '' : undefined}>
            {choices.map(({ words }, place) => (
              <Radio key={words} value={String(place)} label={words} size="xs" />
            ))}
          </div>
        </Radio.Group>
      )}
      <p className={css['now']}>
        Now <code>{value ?? valueText(pressed)}</code>
      </p>
      <div className={css['buttons']}>
        <Button size="xs" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" variant="filled" type="submit">
          Extract
        </Button>
      </div>
    </form>
  );
}

function nameFault(name: string, taken: ReadonlySet<string>): string | null {
  if (taken.has(name.trim())) return `The plan has a value “${name.trim()}” already.`;
  return nameSchema.safeParse(name.trim()).success ? null : NAME_TEXT;
}
