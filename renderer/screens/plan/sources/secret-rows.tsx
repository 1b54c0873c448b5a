// The names of the plan's secrets: their values are never in it.
import { ActionIcon } from '@mantine/core';
import { IconLock, IconX } from '@tabler/icons-react';
import type { Draft } from '../draft/draft.ts';
import { FaultLine, useWrite } from '../draft/draft-form.tsx';
import { focusField } from '../focus-field.ts';
import { useNames } from '../names/names-context.ts';
import { TextInput } from '../text-field.tsx';
import { Block } from './block.tsx';
import css from './sources-view.module.css';
import { usersWords } from './users-words.ts';

const PATH = 'sources.secrets';

export function SecretRows({ draft }: { readonly draft: Draft }) {
  const write = useWrite();
  const names = useNames();
  const { secrets } = draft.sources;

  function handleAdd(): void {
    write(PATH, [...secrets, { name: '' }]);
    focusField(`${PATH}.${secrets.length}.name`);
  }

  return (
    <Block
      title="Secrets"
      note="only their names are in the plan; their values are in no run, report or file"
      adds={[{ words: 'Add a secret', onAdd: handleAdd }]}
    >
      {secrets.length === 0 && <p className={css['empty']}>A password or a key that must not stand in the plan.</p>}
      <ul>
        {secrets.map(({ name }, at) => (
          <li key={at} className={css['secret']}>
            <IconLock size={14} stroke={1.75} aria-hidden />
            <div>
              <TextInput path={`${PATH}.${at}.name`} name={`Secret ${at + 1} name`} placeholder="API_KEY" />
              <FaultLine path={`${PATH}.${at}.name`} />
            </div>
            <span className={css['used']}>from the environment variable of that name</span>
            <span className={css['used']}>
              {name.trim() === '' || names === null ? '' : usersWords(names.index, (used) => used === name.trim())}
            </span>
            <ActionIcon aria-label={`Remove secret ${at + 1}`} onClick={() => write(PATH, secrets.toSpliced(at, 1))}>
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </Block>
  );
}
