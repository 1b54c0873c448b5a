// Asks for the values of secrets that a plan needs before its first request. It is shown over whichever screen started it.
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { plural } from '../../shared/format.ts';
import { useSecretsQuestion } from './ask-for-secrets.ts';
import { useInfo } from './host-state.ts';
import { keptWords } from './secret-words.ts';
import { storeSecret } from './secrets.ts';
import css from './secrets.module.css';
import dialogCss from '../ui/dialog.module.css';

export function SecretsDialog() {
  const question = useSecretsQuestion();
  if (question === null) return null;
  const { names, reply } = question;
  return (
    <Modal
      opened
      centered
      size={480}
      title={names.length === 1 ? 'This plan needs a secret' : `This plan needs ${names.length} secrets`}
      onClose={() => reply(false)}
      withCloseButton={false}
      className={dialogCss['dialog']}
      transitionProps={{ duration: 120 }}
    >
      <Values key={names.join(' ')} names={names} onEnd={reply} />
    </Modal>
  );
}

interface ValuesProps {
  readonly names: readonly string[];
  readonly onEnd: (areStored: boolean) => void;
}

function Values({ names, onEnd }: ValuesProps) {
  const host = useInfo()?.host ?? 'browser';
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const isWhole = names.every((name) => (values[name] ?? '') !== '');

  async function handleSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const found: Record<string, string> = {};
    for (const name of names) {
      const failure = await storeSecret(name, values[name] ?? '');
      if (failure !== null) found[name] = failure.message;
    }
    setFaults(found);
    if (Object.keys(found).length === 0) onEnd(true);
  }
  return (
    <form className={css['form']} onSubmit={(event) => void handleSubmit(event)}>
      <p>
        {keptWords(host)} Or set the environment {plural(names.length, 'variable')} <b>{names.join(', ')}</b> before you start
        Onrush.
      </p>
      {names.map((name, at) => (
        <PasswordInput
          key={name}
          label={name}
          value={values[name] ?? ''}
          error={faults[name]}
          {...(at === 0 ? { 'data-autofocus': true } : {})}
          autoComplete="new-password"
          spellCheck={false}
          visibilityToggleButtonProps={{ 'aria-label': `Show what is typed for ${name}` }}
          onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
        />
      ))}
      <div className={dialogCss['dialog-actions']}>
        <Button onClick={() => onEnd(false)}>Cancel</Button>
        <Button variant="filled" type="submit" disabled={!isWhole}>
          Save and go on
        </Button>
      </div>
    </form>
  );
}
