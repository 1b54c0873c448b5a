// The variables of the plan: a column without an environment and one for each environment. The last row is always empty, and
// writing in it adds another one.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { classes } from '../../../ui/classes.ts';
import type { Draft } from '../draft/draft.ts';
import { FaultLine, useDraftForm, useField } from '../draft/draft-form.tsx';
import { useRemoval } from '../draft/removal.ts';
import { focusField } from '../focus-field.ts';
import { useNames } from '../names/names-context.ts';
import { TintedField } from '../names/tinted-field.tsx';
import { Block } from './block.tsx';
import { EnvironmentHead } from './environment-head.tsx';
import { addEnvironment, removeVariable, restoreVariable, withName, withValue } from './source-changes.ts';
import css from './sources-view.module.css';
import { usersWords } from './users-words.ts';
import textCss from '../../../ui/text.module.css';
import planFieldsCss from '../plan-fields.module.css';

const PATH = 'sources.variables';

export function VariableTable({ draft }: { readonly draft: Draft }) {
  const form = useDraftForm();
  const { variables, environments, environment } = draft.sources;

  function handleAddEnvironment(): void {
    form.setValues(addEnvironment(form.getValues()));
    focusField(`sources.environments.${environments.length}.name`, true);
  }

  return (
    <Block
      title="Variables"
      note="{{name}} in any field stands for the value"
      adds={[
        { words: 'Add a variable', onAdd: () => focusField(`${PATH}.${variables.length}.name`) },
        { words: 'Add an environment', onAdd: handleAddEnvironment },
      ]}
    >
      <div className={css['scroll']}>
        <table className={css['table']} aria-label="Variables">
          <thead>
            <tr>
              <th>Name</th>
              <th data-used={environment === '' ? '' : undefined}>
                {environments.length === 0 ? 'Value' : 'Default'}
                {environments.length > 0 && environment === '' && <span className={css['in-use']}> in use</span>}
              </th>
              {environments.map(({ name }, at) => (
                <EnvironmentHead key={at} at={at} name={name} isUsed={environment === name.trim()} />
              ))}
              <th>Used in</th>
              <th>
                <span className={textCss['visually-hidden']}>Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {[...variables, null].map((_, at) => (
              <VariableRow key={at} at={at} draft={draft} />
            ))}
          </tbody>
        </table>
      </div>
      <FaultLine path="sources.environment" />
    </Block>
  );
}

function VariableRow({ at, draft }: { readonly at: number; readonly draft: Draft }) {
  const form = useDraftForm();
  const remove = useRemoval();
  const names = useNames();
  const { value: _, onChange: __, ...field } = useField(`${PATH}.${at}.name`);
  const { variables, environments, environment } = draft.sources;
  const row = variables[at] ?? { name: '', value: '' };
  const label = `Variable ${at + 1}`;

  return (
    <tr>
      <td>
        <input
          {...field}
          className={classes(planFieldsCss['plan-cell'], textCss['mono'])}
          aria-label={`${label} name`}
          placeholder="Name"
          spellCheck={false}
          autoComplete="off"
          value={row.name}
          onChange={(event) => form.setValues(withName(form.getValues(), at, event.currentTarget.value))}
        />
        <FaultLine path={`${PATH}.${at}.name`} />
      </td>
      <td data-used={environments.length > 0 && environment === '' ? '' : undefined}>
        <TintedField
          path={`${PATH}.${at}.value`}
          name={`${label} value`}
          placeholder={row.value === null ? 'no value' : 'Value'}
          isCell
          value={row.value ?? ''}
          onWrite={(value) => form.setValues(withValue(form.getValues(), at, null, value))}
        />
        <FaultLine path={`${PATH}.${at}.value`} />
      </td>
      {environments.map(({ name, values }, column) => (
        <td key={column} data-used={environment === name.trim() ? '' : undefined}>
          {at < variables.length && (
            <TintedField
              path={`sources.environments.${column}.values.${at}`}
              name={`${label} in ${name}`}
              placeholder="as the default"
              isCell
              value={values[at] ?? ''}
              onWrite={(value) => form.setValues(withValue(form.getValues(), at, column, value))}
            />
          )}
          <FaultLine path={`sources.environments.${column}.values.${at}`} />
        </td>
      ))}
      <td className={css['used']}>
        {row.name.trim() === '' || names === null ? '' : usersWords(names.index, (used) => used === row.name.trim())}
      </td>
      <td className={css['remove']}>
        {at < variables.length && (
          <ActionIcon
            aria-label={`Remove variable ${at + 1}`}
            onClick={() =>
              remove(
                `Removed variable “${row.name}”.`,
                (before) => removeVariable(before, at),
                (later) => restoreVariable(later, at, draft),
              )
            }
          >
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}
