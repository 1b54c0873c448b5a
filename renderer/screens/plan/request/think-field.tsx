// The pause after a step: none, fixed, or random between two durations.
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { FaultLine, useWrite } from '../draft/draft-form.tsx';
import type { PlacedStep } from '../draft/step-place.ts';
import { TextInput } from '../text-field.tsx';
import css from './step-panel.module.css';

const KINDS = [
  { value: 'none', label: 'No pause' },
  { value: 'fixed', label: 'Fixed' },
  { value: 'between', label: 'Between' },
];

export function ThinkField({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const write = useWrite();
  const titleId = useId();
  const path = `${place.path}.think`;
  const { kind } = draft.think;
  return (
    <section className={css['section']} aria-labelledby={titleId}>
      <div className={css['think']}>
        <h2 id={titleId}>Then wait</h2>
        <SegmentedControl
          aria-label="Then wait"
          size="xs"
          data={KINDS}
          value={kind}
          onChange={(value) => write(`${path}.kind`, value)}
        />
        {kind !== 'none' && <TextInput path={`${path}.least`} name={kind === 'fixed' ? 'Pause' : 'Shortest pause'} />}
        {kind === 'between' && (
          <>
            <span>and</span>
            <TextInput path={`${path}.most`} name="Longest pause" />
          </>
        )}
      </div>
      <FaultLine path={`${path}.least`} />
      <FaultLine path={`${path}.most`} />
    </section>
  );
}
