// Sets, replaces or removes the value of a secret. What is typed goes to the host and is never shown again.
import { Button, PasswordInput, Popover } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Failure } from '../../shared/errors.ts';
import { showNote } from '../ui/toasts.tsx';
import { useInfo } from './host-state.ts';
import { keptWords } from './secret-words.ts';
import { removeSecret, storeSecret } from './secrets.ts';
import css from './secrets.module.css';

interface SecretButtonProps {
  readonly name: string;
  /** True if it has a value that was set here. */
  readonly isStored: boolean;
}

export function SecretButton({ name, isStored }: SecretButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const word = isStored ? 'Change' : 'Set it here';
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={css['open']}
          disabled={name === ''}
          aria-label={`${word}: the value of ${name}`}
          onClick={() => setOpen(!isOpen)}
        >
          {word}…
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Value of ${name}`}>
        <ValueForm name={name} isStored={isStored} onClose={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ValueFormProps extends SecretButtonProps {
  readonly onClose: () => void;
}

function ValueForm({ name, isStored, onClose }: ValueFormProps) {
  const host = useInfo()?.host ?? 'browser';
  const [value, setValue] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);

  function end(found: Failure | null, words: string): void {
    setFailure(found);
    if (found !== null) return;
    showNote(words);
    onClose();
  }

  async function handleSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    end(await storeSecret(name, value), `“${name}” has a value now.`);
  }
  return (
    <form className={css['form']} onSubmit={(event) => void handleSubmit(event)}>
      <PasswordInput
        label={isStored ? `New value of ${name}` : `Value of ${name}`}
        description={keptWords(host)}
        value={value}
        error={failure?.message}
        data-autofocus
        autoComplete="new-password"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <div className={css['buttons']}>
        {isStored && (
          <Button
            size="xs"
            variant="subtle"
            className={css['remove'] ?? ''}
            onClick={() => void removeSecret(name).then((found) => end(found, `The value of “${name}” is removed.`))}
          >
            Remove the value
          </Button>
        )}
        <Button size="xs" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" variant="filled" type="submit" disabled={value === ''}>
          Save
        </Button>
      </div>
    </form>
  );
}
