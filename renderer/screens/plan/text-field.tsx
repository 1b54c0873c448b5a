// A labelled text field of the draft with its problem below. It does not know plans.
import { useId } from 'react';
import { FaultLine, useField } from './draft/draft-form.tsx';
import css from './plan-fields.module.css';
import textCss from '../../ui/text.module.css';
import { classes } from '../../ui/classes.ts';

interface TextFieldProps {
  readonly path: string;
  readonly label: string;
  /** False if its problem is shown below several fields, with more space. */
  readonly hasFaultLine?: boolean;
  readonly placeholder?: string;
  readonly isNumber?: boolean;
  readonly unit?: string;
  readonly className?: string | undefined;
}

export function TextField({ path, label, hasFaultLine = true, className = '', ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className={`${css['plan-field']} ${className}`}>
      <label htmlFor={id}>{label}</label>
      <TextInput id={id} path={path} {...rest} />
      {hasFaultLine && <FaultLine path={path} />}
    </div>
  );
}

interface TextInputProps {
  readonly path: string;
  readonly id?: string;
  /** Its name if it has no label. */
  readonly name?: string;
  readonly placeholder?: string;
  readonly isNumber?: boolean;
  readonly unit?: string;
}

/** Only the control, for rows whose problem is shown below the whole row. */
export function TextInput({ path, id, name, placeholder, isNumber = false, unit }: TextInputProps) {
  const field = useField(path);
  return (
    <div className={css['plan-input-box']}>
      <input
        {...field}
        id={id}
        aria-label={name}
        className={classes(css['plan-input'], textCss['mono'])}
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        data-unit={unit === undefined ? undefined : ''}
      />
      {unit !== undefined && (
        <span className={css['plan-input-unit']} aria-hidden>
          {unit}
        </span>
      )}
    </div>
  );
}
