// A text field of a settings tab: label, control, and explanation in the same row. It does not know plans.
import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { FaultLine, useField } from '../draft/draft-form.tsx';
import { TintedField } from '../names/tinted-field.tsx';
import { PathInput } from '../path-input.tsx';
import css from './request-fields.module.css';
import { classes } from '../../../ui/classes.ts';
import planFieldsCss from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';
import planScreenCss from '../plan-screen.module.css';

interface RequestTextProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  /** Over the full width, with the explanation below: for paths and addresses. */
  readonly isWide?: boolean;
  readonly isNumber?: boolean;
  /** Shown as dots until it is revealed. */
  readonly isSecret?: boolean;
  /** The path of a file on the host. */
  readonly isPath?: boolean;
  /** Names in braces stand for their values. */
  readonly hasNames?: boolean;
}

export function RequestText({
  path,
  label,
  hint,
  placeholder,
  isWide = false,
  isNumber = false,
  isSecret = false,
  isPath = false,
  hasNames = false,
}: RequestTextProps) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const field = useField(path);
  return (
    <div className={isWide ? classes(css['request-field'], css['request-field-wide']) : css['request-field']}>
      <label htmlFor={id}>{label}</label>
      <div className={planFieldsCss['plan-input-box']}>
        {hasNames ? (
          <TintedField path={path} id={id} isSecret={isSecret} isShown={isShown} />
        ) : isPath ? (
          <PathInput
            {...field}
            id={id}
            className={classes(planFieldsCss['plan-input'], textCss['mono'])}
            placeholder={placeholder}
          />
        ) : (
          <input
            {...field}
            id={id}
            className={classes(planFieldsCss['plan-input'], textCss['mono'])}
            type={isSecret && !isShown ? 'password' : 'text'}
            inputMode={isNumber ? 'decimal' : 'text'}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete={isSecret ? 'new-password' : 'off'}
            data-secret={isSecret ? '' : undefined}
          />
        )}
        {isSecret && (
          <ActionIcon
            className={css['request-eye']}
            aria-label={`${isShown ? 'Hide' : 'Show'} what is in ${label}`}
            size={24}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <IconEyeOff size={16} stroke={1.75} /> : <IconEye size={16} stroke={1.75} />}
          </ActionIcon>
        )}
      </div>
      {hint !== undefined && <p className={planScreenCss['plan-hint']}>{hint}</p>}
      <FaultLine path={path} />
    </div>
  );
}
