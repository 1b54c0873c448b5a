// The checks of a step, and what happens to the journey if one fails.
import { ActionIcon } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconTag, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { TriedCheck, TriedStep } from '../../../../shared/try-once.ts';
import { isAlone, isWritten, newCheck, RELATIONS, withCheckKind, type CheckDraft, type CheckKind } from '../draft/draft-check.ts';
import { FaultLine, useWrite } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import { focusField } from '../focus-field.ts';
import { useTried } from '../names/last-try.ts';
import { TintedField } from '../names/tinted-field.tsx';
import { SelectField } from '../select-field.tsx';
import { TextInput } from '../text-field.tsx';
import { SectionHead } from './section-head.tsx';
import css from './step-panel.module.css';
import { useRowRemoval, useStepChange } from './use-step-change.ts';

const KINDS = [
  { value: 'status', label: 'Status' },
  { value: 'json', label: 'JSON value' },
  { value: 'header', label: 'Header' },
  { value: 'body', label: 'Body' },
  { value: 'time', label: 'Service time' },
] as const;
const OTHER = { value: 'other', label: 'As JSON' } as const;
const ON_FAIL = [
  { value: '', label: 'skip the rest of the journey' },
  { value: 'continue', label: 'count it and go on' },
  { value: 'stop-run', label: 'stop the run' },
] as const;
const PLACEHOLDER: Readonly<Record<CheckKind, string>> = {
  status: '200',
  json: 'value',
  header: 'text',
  body: 'text',
  time: '500ms',
  other: '{ "json": "$.a", "is": 1 }',
};

export function CheckRows({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const change = useStepChange(place);
  const removeRow = useRowRemoval(place);
  const write = useWrite();
  const titleId = useId();
  const tried = useTried().stepAt(place, stepName(draft));
  const written = draft.checks.filter(isWritten);
  const onFail = draft.onFail === 'skip-rest' ? '' : draft.onFail;

  function handleAdd(): void {
    const kind = draft.checks.some((one) => one.kind === 'status') ? 'json' : 'status';
    change((step) => ({ ...step, checks: [...step.checks, newCheck(kind)] }));
    focusField(`${place.path}.checks.${draft.checks.length}.${kind === 'status' ? 'value' : 'place'}`);
  }

  return (
    <section className={css['section']} aria-labelledby={titleId}>
      <SectionHead
        id={titleId}
        title="Check the response"
        note="one that fails makes the request failed"
        addWords="Add a check"
        onAdd={handleAdd}
      />
      <ul>
        {draft.checks.map((row, index) => (
          <CheckRow
            key={index}
            path={`${place.path}.checks.${index}`}
            number={index + 1}
            row={row}
            verdict={verdictOf(tried, row, written)}
            onRemove={() => removeRow('checks', index, 'Removed a check.')}
          />
        ))}
      </ul>
      {(draft.checks.length > 0 || draft.extract.length > 0 || draft.onFail !== '') && (
        <div className={css['on-fail']}>
          <span>If the request fails,</span>
          <SelectField
            label="If the request fails"
            options={ON_FAIL}
            value={onFail}
            onChoose={(value) => write(`${place.path}.onFail`, value)}
          />
        </div>
      )}
    </section>
  );
}

interface CheckRowProps {
  readonly path: string;
  readonly number: number;
  readonly row: CheckDraft;
  /** The result in the last try; null if it was not tried. */
  readonly verdict: TriedCheck | null;
  readonly onRemove: () => void;
}

function verdictOf(tried: TriedStep | null, row: CheckDraft, written: readonly CheckDraft[]): TriedCheck | null {
  return tried === null ? null : (tried.checks[written.indexOf(row)] ?? null);
}

function Verdict({ verdict }: { readonly verdict: TriedCheck | null }) {
  if (verdict === null) return <span className={css['verdict']}>not tried</span>;
  const Mark = verdict.passed ? IconCircleCheck : IconAlertCircle;
  return (
    <span className={css['verdict']} data-passed={verdict.passed} title={verdict.reason ?? undefined}>
      <Mark size={14} stroke={1.75} aria-hidden />
      {verdict.passed ? 'passed' : 'failed'}
    </span>
  );
}

function CheckRow({ path, number, row, verdict, onRemove }: CheckRowProps) {
  const write = useWrite();
  const [isNamed, setNamed] = useState(false);
  const hasPlace = row.kind === 'json' || row.kind === 'header';
  return (
    <li className={css['row']}>
      <div className={css['check-row']} data-kind={row.kind}>
        <SelectField
          label={`Kind of check ${number}`}
          className={hasPlace ? undefined : css['check-wide']}
          options={row.kind === 'other' ? [...KINDS, OTHER] : KINDS}
          value={row.kind}
          onChoose={(kind) => write(path, withCheckKind(row, kind))}
        />
        {hasPlace && (
          <TintedField
            path={`${path}.place`}
            name={`Place of check ${number}`}
            placeholder={row.kind === 'json' ? '$.items[0].id' : 'content-type'}
            isAfter
          />
        )}
        <SelectField
          label={`Relation of check ${number}`}
          options={RELATIONS[row.kind]}
          value={row.relation}
          onChoose={(relation) => write(`${path}.relation`, relation)}
        />
        {isAlone(row) ? (
          <span />
        ) : (
          <TintedField
            path={`${path}.value`}
            name={`Value of check ${number}`}
            placeholder={row.relation === 'count' || row.relation === 'value' ? '> 0' : PLACEHOLDER[row.kind]}
            isAfter
          />
        )}
        <Verdict verdict={verdict} />
        <ActionIcon
          aria-label={`Name of check ${number}`}
          title="A name, for thresholds and results"
          aria-expanded={isNamed || row.name !== ''}
          disabled={row.name !== ''}
          onClick={() => {
            setNamed(!isNamed);
            if (!isNamed) focusField(`${path}.name`);
          }}
        >
          <IconTag size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon aria-label={`Remove check ${number}`} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      {(isNamed || row.name !== '') && (
        <div className={css['check-name']}>
          <span>called</span>
          <TextInput path={`${path}.name`} name={`Called, check ${number}`} placeholder="what it asks" />
        </div>
      )}
      <FaultLine path={`${path}.place`} />
      <FaultLine path={`${path}.value`} />
    </li>
  );
}
