// A choice between a few words in a drop-down list. It does not know plans.
import { IconChevronDown } from '@tabler/icons-react';
import { classes } from '../../ui/classes.ts';
import css from './plan-fields.module.css';

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  readonly path?: string;
  readonly className?: string | undefined;
}

export function SelectField<T extends string>({ label, options, value, onChoose, path, className }: SelectFieldProps<T>) {
  return (
    <div className={classes(css['plan-input-box'], className)}>
      <select
        className={classes(css['plan-input'], css['plan-select'])}
        aria-label={label}
        value={value}
        data-path={path}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <IconChevronDown className={css['plan-select-mark']} size={14} stroke={1.75} aria-hidden />
    </div>
  );
}
