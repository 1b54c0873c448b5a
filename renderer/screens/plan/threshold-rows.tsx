// The conditions for the run to pass: one expression per row, with its problem underlined where it begins.
import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { newThreshold } from './draft/draft.ts';
import { FaultLine, useDraftForm, useFault, useField } from './draft/draft-form.tsx';
import { focusField } from './focus-field.ts';
import { useRemoval } from './draft/removal.ts';
import { TextInput } from './text-field.tsx';
import planFieldsCss from './plan-fields.module.css';
import planScreenCss from './plan-screen.module.css';
import { classes } from '../../ui/classes.ts';
import { THRESHOLD_WORDS } from '../../../shared/plan/threshold-vocabulary.ts';
import textCss from '../../ui/text.module.css';

export function ThresholdRows() {
  const form = useDraftForm();
  const titleId = useId();
  const { thresholds } = form.values;
  const remove = useRemoval();
  function handleAdd(): void {
    form.insertListItem('thresholds', newThreshold());
    focusField(`thresholds.${thresholds.length}.expression`);
  }
  function handleRemove(index: number): void {
    const row = thresholds[index];
    if (row === undefined) return;
    remove(
      row.expression.trim() === '' ? 'Removed a threshold.' : `Removed threshold “${row.expression.trim()}”.`,
      (before) => ({ ...before, thresholds: before.thresholds.toSpliced(index, 1) }),
      (later) => ({ ...later, thresholds: later.thresholds.toSpliced(index, 0, row) }),
    );
  }
  return (
    <section className={planFieldsCss['plan-thresholds']} aria-labelledby={titleId}>
      <h2 id={titleId}>
        Thresholds <span className={planScreenCss['plan-heading-note']}>evaluated live</span>
      </h2>
      <datalist id="threshold-examples">
        {THRESHOLD_WORDS.map(({ example, meaning }) => (
          <option key={example} value={example}>
            {meaning}
          </option>
        ))}
      </datalist>
      <ul>
        {thresholds.map((_, index) => (
          <ThresholdRow key={index} index={index} onRemove={() => handleRemove(index)} />
        ))}
      </ul>
      <Button
        variant="subtle"
        className={planFieldsCss['plan-add']}
        leftSection={<IconPlus size={14} stroke={1.75} />}
        onClick={handleAdd}
      >
        Add a threshold
      </Button>
    </section>
  );
}

function ThresholdRow({ index, onRemove }: { readonly index: number; readonly onRemove: () => void }) {
  const path = `thresholds.${index}`;
  const field = useField(`${path}.expression`);
  const [isOpen, setOpen] = useState(false);
  const options = useDraftForm().values.thresholds[index];
  const hasOptions = options !== undefined && (options.abortOnFail || options.over !== '');
  return (
    <li>
      <div className={planFieldsCss['plan-threshold']}>
        <div className={planFieldsCss['plan-input-box']}>
          <input
            {...field}
            type="text"
            aria-label={`Threshold ${index + 1}`}
            className={classes(planFieldsCss['plan-input'], textCss['mono'])}
            placeholder="p95 < 250ms"
            list="threshold-examples"
            spellCheck={false}
            autoComplete="off"
          />
          <FaultMark path={`${path}.expression`} expression={field.value} />
        </div>
        <ActionIcon
          aria-label={`Options of threshold ${index + 1}`}
          aria-expanded={isOpen || hasOptions}
          disabled={hasOptions}
          onClick={() => setOpen(!isOpen)}
        >
          <IconAdjustmentsHorizontal size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon aria-label={`Remove threshold ${index + 1}`} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      <FaultLine path={`${path}.expression`} />
      {(isOpen || hasOptions) && <ThresholdOptions index={index} />}
    </li>
  );
}

/** The options of a threshold: judging a window, stopping the run. */
function ThresholdOptions({ index }: { readonly index: number }) {
  const form = useDraftForm();
  const path = `thresholds.${index}`;
  const aborts = form.values.thresholds[index]?.abortOnFail ?? false;
  return (
    <div className={planFieldsCss['plan-threshold-options']}>
      <span className={planFieldsCss['plan-threshold-option']}>
        Over the last <TextInput path={`${path}.over`} name={`Window of threshold ${index + 1}`} placeholder="whole run" />
      </span>
      <Checkbox
        size="xs"
        label="Stop the run when it fails"
        checked={aborts}
        onChange={(event) => form.setFieldValue(`${path}.abortOnFail`, event.currentTarget.checked)}
      />
      {aborts && (
        <span className={planFieldsCss['plan-threshold-option']}>
          not before <TextInput path={`${path}.delay`} name={`Delay of threshold ${index + 1}`} />
        </span>
      )}
      <FaultLine path={`${path}.over`} />
      <FaultLine path={`${path}.delay`} />
    </div>
  );
}

/** Underlines from the faulty column to the end of that word. */
function FaultMark({ path, expression }: { readonly path: string; readonly expression: string }) {
  const column = Number(/^Column (\d+):/.exec(useFault(path) ?? '')?.[1] ?? 0);
  if (column === 0) return null;
  const before = expression.slice(0, column - 1);
  const faulty = /^("[^"]*"|[^\s{}]+)/.exec(expression.slice(column - 1))?.[0] ?? ' ';
  return (
    <span className={classes(planFieldsCss['plan-mark'], textCss['mono'])} aria-hidden>
      {before}
      <span>{faulty}</span>
    </span>
  );
}
