// The amount as a sentence with fields: users for a time, a number of requests, or a rate.
import { SegmentedControl } from '@mantine/core';
import type { AmountKind, FieldFaults, FirstRunField, FirstRunFields } from './first-run-plan.ts';
import css from './start-screen.module.css';
import textCss from '../../ui/text.module.css';

const AMOUNTS: readonly { readonly value: AmountKind; readonly label: string }[] = [
  { value: 'time', label: 'For a time' },
  { value: 'requests', label: 'A number of requests' },
  { value: 'rate', label: 'A rate' },
];

interface LoadSentenceProps {
  readonly fields: FirstRunFields;
  readonly faults: FieldFaults;
  readonly handleChange: (field: Exclude<FirstRunField, 'url'>, text: string) => void;
  readonly handleAmount: (amount: AmountKind) => void;
}

export function LoadSentence({ fields, faults, handleChange, handleAmount }: LoadSentenceProps) {
  const count = (name: Exclude<FirstRunField, 'url'>, label: string) => (
    <CountField
      name={name}
      label={label}
      text={fields[name]}
      isFaulty={faults[name] !== undefined}
      faultId="first-run-count-fault"
      handleChange={(text) => handleChange(name, text)}
    />
  );
  return (
    <div className={css['first-run-load']}>
      <SegmentedControl<AmountKind>
        size="xs"
        aria-label="How much to send"
        data={[...AMOUNTS]}
        value={fields.amount}
        onChange={handleAmount}
      />
      {fields.amount === 'time' && (
        <p>
          {count('vus', 'Virtual users')} users for {count('duration', 'Duration')}
          <span>each sends its next request when the last one is done</span>
        </p>
      )}
      {fields.amount === 'requests' && (
        <p>
          {count('iterations', 'Iterations')} requests, {count('vus', 'Virtual users')} at a time
        </p>
      )}
      {fields.amount === 'rate' && (
        <p>
          {count('rate', 'Requests per second')} requests per second for {count('duration', 'Duration')}
          <span>whether or not the target keeps up</span>
        </p>
      )}
    </div>
  );
}

const UNITS = ['s', 'ms'] as const;

interface LoadFaultsProps {
  readonly fields: FirstRunFields;
  readonly faults: FieldFaults;
  readonly handleChange: (field: Exclude<FirstRunField, 'url'>, text: string) => void;
}

export function LoadFaults({ fields: { duration }, faults, handleChange }: LoadFaultsProps) {
  const { iterations, vus, rate, duration: durationFault } = faults;
  const sentences = [iterations, vus, rate, durationFault].filter((fault) => fault !== undefined);
  const isBare = durationFault !== undefined && /^\d+(\.\d+)?$/.test(duration.trim());
  return (
    <p className={css['fault']} id="first-run-count-fault" role="alert">
      {sentences.join(' ')}{' '}
      {isBare &&
        UNITS.map((unit) => (
          <button
            key={unit}
            type="button"
            className={textCss['unit-choice']}
            onClick={() => handleChange('duration', `${duration.trim()} ${unit}`)}
          >
            {duration.trim()} {unit}
          </button>
        ))}
    </p>
  );
}

interface CountFieldProps {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly isFaulty: boolean;
  readonly faultId: string;
  readonly handleChange: (text: string) => void;
}

/** A number within a sentence, as wide as its content. */
function CountField({ name, label, text, isFaulty, faultId, handleChange }: CountFieldProps) {
  return (
    <input
      className={css['count-field']}
      name={name}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={isFaulty}
      aria-describedby={isFaulty ? faultId : undefined}
      style={{ width: `calc(${Math.min(14, Math.max(3, text.length))}ch + 22px)` }}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => handleChange(event.target.value)}
    />
  );
}
