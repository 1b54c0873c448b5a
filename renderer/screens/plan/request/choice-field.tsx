// A labelled choice of a few words, one line high. Knows no plan.
import { SegmentedControl } from '@mantine/core';

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
}

export function ChoiceField<T extends string>({ label, hint, options, value, onChoose }: ChoiceFieldProps<T>) {
  return (
    <div className="request-field">
      <span className="plan-label">{label}</span>
      <SegmentedControl
        aria-label={label}
        className="plan-when-busy request-choice"
        size="xs"
        data={[...options]}
        value={value}
        onChange={onChoose}
      />
      {hint !== undefined && <p className="plan-hint">{hint}</p>}
    </div>
  );
}
