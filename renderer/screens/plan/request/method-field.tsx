// The request's method: any word can be typed, and common ones are suggested.
import { Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useDraftForm, useField } from '../draft/draft-form.tsx';
import css from './method-field.module.css';
import { classes } from '../../../ui/classes.ts';
import planFieldsCss from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export function MethodField({ path }: { readonly path: string }) {
  const form = useDraftForm();
  const field = useField(path);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  function handleChoose(method: string): void {
    form.setFieldValue(path, method);
    combobox.closeDropdown();
  }
  return (
    <Combobox store={combobox} width={140} position="bottom-start" keepMounted={false} onOptionSubmit={handleChoose}>
      <Combobox.Target>
        <div className={planFieldsCss['plan-input-box']}>
          <Combobox.EventsTarget withExpandedAttribute>
            <input
              {...field}
              type="text"
              role="combobox"
              // The combobox target below sets both, depending on whether the list is open.
              aria-expanded={combobox.dropdownOpened}
              aria-controls={undefined}
              aria-label="Method"
              className={classes(planFieldsCss['plan-input'], textCss['mono'], css['plan-method'])}
              spellCheck={false}
              autoComplete="off"
              onClick={() => combobox.toggleDropdown()}
              onBlur={() => {
                combobox.closeDropdown();
                field.onBlur();
              }}
            />
          </Combobox.EventsTarget>
          <IconChevronDown className={css['plan-method-mark']} size={16} stroke={1.75} aria-hidden />
        </div>
      </Combobox.Target>
      <Combobox.Dropdown className={css['plan-method-options']}>
        <Combobox.Options aria-label="Common methods">
          {METHODS.map((method) => (
            <Combobox.Option key={method} value={method} active={method === field.value} className={textCss['mono']}>
              {method}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
