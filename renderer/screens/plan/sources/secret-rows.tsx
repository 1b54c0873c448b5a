// The names of the plan's secrets, and where each gets its value: the value itself is in no plan and never shown.
import { ActionIcon } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconLock, IconX } from '@tabler/icons-react';
import { SecretButton } from '../../../host/secret-button.tsx';
import { STATE_WORDS } from '../../../host/secret-words.ts';
import { useSecretStates, type SecretState } from '../../../host/secrets.ts';
import type { Draft } from '../draft/draft.ts';
import { FaultLine, useWrite } from '../draft/draft-form.tsx';
import { useRemoval } from '../draft/removal.ts';
import { focusField } from '../focus-field.ts';
import { useNames } from '../names/names-context.ts';
import { TextInput } from '../text-field.tsx';
import { Block } from './block.tsx';
import { removeSecretName, restoreSecretName } from './source-changes.ts';
import css from './sources-view.module.css';
import { usersWords } from './users-words.ts';

const PATH = 'sources.secrets';

export function SecretRows({ draft }: { readonly draft: Draft }) {
  const write = useWrite();
  const names = useNames();
  const remove = useRemoval();
  const { secrets } = draft.sources;
  const states = useSecretStates(secrets.map(({ name }) => name.trim()));

  function handleAdd(): void {
    write(PATH, [...secrets, { name: '' }]);
    focusField(`${PATH}.${secrets.length}.name`);
  }

  function handleRemove(at: number, name: string): void {
    remove(
      name === '' ? 'Removed a secret.' : `Removed secret “${name}” from the plan.`,
      (before) => removeSecretName(before, at),
      (later) => restoreSecretName(later, at, draft),
    );
  }

  return (
    <Block
      title="Secrets"
      note="only their names are in the plan; their values are in no run, report or file"
      adds={[{ words: 'Add a secret', onAdd: handleAdd }]}
    >
      {secrets.length === 0 && <p className={css['empty']}>A password or a key that must not be stored in the plan.</p>}
      <ul>
        {secrets.map(({ name: written }, at) => {
          const name = written.trim();
          const state = states.get(name) ?? null;
          return (
            <li key={at} className={css['secret']}>
              <IconLock size={14} stroke={1.75} aria-hidden />
              <div>
                <TextInput path={`${PATH}.${at}.name`} name={`Secret ${at + 1} name`} placeholder="API_KEY" />
                <FaultLine path={`${PATH}.${at}.name`} />
              </div>
              <State state={name === '' ? null : state} />
              <span className={css['used']}>
                {name === '' || names === null ? '' : usersWords(names.index, (used) => used === name)}
              </span>
              <SecretButton name={name} isStored={state === 'stored'} />
              <ActionIcon aria-label={`Remove secret ${at + 1}`} onClick={() => handleRemove(at, name)}>
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </Block>
  );
}

function State({ state }: { readonly state: SecretState | null }) {
  if (state === null) return <span className={css['state']} />;
  const Mark = state === 'missing' ? IconAlertCircle : IconCircleCheck;
  return (
    <span className={css['state']} data-state={state}>
      <Mark size={14} stroke={1.75} aria-hidden />
      {STATE_WORDS[state]}
    </span>
  );
}
