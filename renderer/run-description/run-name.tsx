// The name of a run as a field that looks like a title: Enter keeps what was typed, Esc discards it.
import { useState, type KeyboardEvent } from 'react';
import { LONGEST_NAME } from '../../shared/run-description.ts';
import { ON_RUN, rename, type Written } from './write-on-run.ts';
import css from './run-description.module.css';
import textCss from '../ui/text.module.css';
import nameFieldCss from '../ui/name-field.module.css';
import { classes } from '../ui/classes.ts';

interface RunNameProps {
  readonly run: { readonly id: string; readonly name: string };
  readonly on?: Written;
}

export function RunName({ run, on = ON_RUN }: RunNameProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (): void => {
    const name = typed?.trim() ?? '';
    setTyped(null);
    if (name !== '' && name !== run.name) rename(run, on, name);
  };
  const handleKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') setTyped(null);
    else keep();
  };
  return (
    <>
      <h1 className={textCss['visually-hidden']}>{run.name}</h1>
      <input
        className={classes(nameFieldCss['name-field'], css['run-name'])}
        type="text"
        aria-label={`Name of this ${on.noun}`}
        title={run.name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        spellCheck={false}
        value={typed ?? run.name}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={handleKey}
        onBlur={keep}
      />
    </>
  );
}
