// The environment in use, in the header of the plan. Only shown if there are environments.
import { useDraftForm, useWrite } from '../draft/draft-form.tsx';
import { SelectField } from '../select-field.tsx';
import css from './sources-view.module.css';

export function EnvironmentSelect() {
  const { environments, environment } = useDraftForm().values.sources;
  const write = useWrite();
  if (environments.length === 0 && environment === '') return null;
  const names = environments.map(({ name }) => name.trim()).filter((name) => name !== '');
  const options = [{ value: '', label: 'default' }, ...names.map((name) => ({ value: name, label: name }))];
  return (
    <span className={css['select']}>
      <span>Environment</span>
      <SelectField
        label="Environment"
        options={options}
        value={environment}
        onChoose={(value) => write('sources.environment', value)}
      />
    </span>
  );
}
