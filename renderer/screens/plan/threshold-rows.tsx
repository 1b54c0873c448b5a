// What must hold for the run to pass: one expression a row, its fault underlined where it begins.
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { parseThreshold } from '../../../shared/threshold-expression.ts';
import { FaultLine, useDraftForm, useFault, useField } from './draft-form.tsx';
import { focusField } from './focus-field.ts';

export function ThresholdRows() {
  const form = useDraftForm();
  const titleId = useId();
  const { thresholds } = form.values;
  function handleAdd(): void {
    form.insertListItem('thresholds', '');
    focusField(`thresholds.${thresholds.length}`);
  }
  return (
    <section className="plan-thresholds" aria-labelledby={titleId}>
      <h2 id={titleId}>
        Thresholds <span className="plan-heading-note">checked live</span>
      </h2>
      <ul>
        {thresholds.map((_, index) => (
          <ThresholdRow key={index} index={index} onRemove={() => form.removeListItem('thresholds', index)} />
        ))}
      </ul>
      <Button variant="subtle" className="plan-add" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={handleAdd}>
        Add a threshold
      </Button>
    </section>
  );
}

function ThresholdRow({ index, onRemove }: { readonly index: number; readonly onRemove: () => void }) {
  const path = `thresholds.${index}`;
  const field = useField(path);
  return (
    <li>
      <div className="plan-threshold">
        <div className="plan-input-box">
          <input
            {...field}
            type="text"
            aria-label={`Threshold ${index + 1}`}
            className="plan-input mono"
            placeholder="p(95) < 250"
            spellCheck={false}
            autoComplete="off"
          />
          <FaultMark path={path} expression={field.value} />
        </div>
        <ActionIcon aria-label={`Remove threshold ${index + 1}`} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      <FaultLine path={path} />
    </li>
  );
}

/** From the faulty column to the end of that word, under the text of the field. */
function FaultMark({ path, expression }: { readonly path: string; readonly expression: string }) {
  const fault = useFault(path);
  const parsed = parseThreshold(expression);
  if (fault === undefined || parsed.ok) return null;
  const before = expression.slice(0, parsed.column - 1);
  const faulty = /^\S+/.exec(expression.slice(parsed.column - 1))?.[0] ?? ' ';
  return (
    <span className="plan-mark mono" aria-hidden>
      {before}
      <span>{faulty}</span>
    </span>
  );
}
