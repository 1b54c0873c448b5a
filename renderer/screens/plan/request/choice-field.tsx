// A labelled choice between a few words, one line high. It does not know plans.
import { SegmentedControl } from '@mantine/core';
import requestFieldsCss from './request-fields.module.css';
import planFieldsCss from '../plan-fields.module.css';
import { classes } from '../../../ui/classes.ts';
import planScreenCss from '../plan-screen.module.css';

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  /** True if the words do not fit beside the hint, which is then below. */
  readonly isWide?: boolean;
}

export function ChoiceField<T extends string>({ label, hint, options, value, onChoose, isWide = false }: ChoiceFieldProps<T>) {
  return (
    <div className={classes(requestFieldsCss['request-field'], isWide && requestFieldsCss['request-field-wide'])}>
      <span className={planFieldsCss['plan-label']}>{label}</span>
      <SegmentedControl
        aria-label={label}
        className={classes(planFieldsCss['plan-when-busy'], !isWide && requestFieldsCss['request-choice'])}
        size="xs"
        data={[...options]}
        value={value}
        onChange={onChoose}
      />
      {hint !== undefined && <p className={planScreenCss['plan-hint']}>{hint}</p>}
    </div>
  );
}
