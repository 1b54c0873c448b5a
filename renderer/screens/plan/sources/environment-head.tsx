// The head of an environment's column: its editable name, whether it is in use, and a button that removes it.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import { useRemoval } from '../draft/removal.ts';
import { removeEnvironment, restoreEnvironment, withEnvironmentName } from './source-changes.ts';
import css from './sources-view.module.css';
import planFieldsCss from '../plan-fields.module.css';

interface EnvironmentHeadProps {
  readonly at: number;
  readonly name: string;
  readonly isUsed: boolean;
}

export function EnvironmentHead({ at, name, isUsed }: EnvironmentHeadProps) {
  const form = useDraftForm();
  const remove = useRemoval();
  const path = `sources.environments.${at}.name`;
  const { onChange: _, ...field } = useField(path);
  const draft = form.values;
  return (
    <th data-used={isUsed ? '' : undefined}>
      <span className={css['environment']}>
        <input
          {...field}
          className={planFieldsCss['plan-cell']}
          aria-label={`Environment ${at + 1} name`}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => form.setValues(withEnvironmentName(form.getValues(), at, event.currentTarget.value))}
        />
        {isUsed && <span className={css['in-use']}>in use</span>}
        <ActionIcon
          size={24}
          aria-label={`Remove environment ${at + 1}`}
          onClick={() =>
            remove(
              `Removed environment “${name}”.`,
              (before) => removeEnvironment(before, at),
              (later) => restoreEnvironment(later, at, draft),
            )
          }
        >
          <IconX size={14} stroke={1.75} />
        </ActionIcon>
      </span>
      <FaultLine path={path} />
    </th>
  );
}
