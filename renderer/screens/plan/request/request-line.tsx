// Method, URL and Run: the line everything else refines. Under it one quiet row, so that a fault moves nothing.
import { ActionIcon, Button } from '@mantine/core';
import { IconAlertCircle, IconChevronLeft, IconChevronRight, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useContext } from 'react';
import { KeyHint, shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { FaultContext, FaultLine, useFault, useField } from '../draft/draft-form.tsx';
import { countFaults, placeFaults } from '../draft/draft-faults.ts';
import { MethodField } from './method-field.tsx';
import type { StepPlace } from '../draft/step-place.ts';
import css from '../plan-editor.module.css';

interface RequestLineProps {
  readonly place: StepPlace;
  readonly stepCount: number;
  /** Counted from 0 through all scenarios. */
  readonly onStep: (index: number) => void;
  readonly isPreparing: boolean;
  readonly onRun: () => void;
  readonly onShowFault: () => void;
}

export function RequestLine({ place, stepCount, onStep, isPreparing, onRun, onShowFault }: RequestLineProps) {
  const { faults } = useContext(FaultContext);
  const url = useField(`${place.path}.url`);
  return (
    <div>
      <div className={css['plan-request-line']}>
        <MethodField path={`${place.path}.method`} />
        <input
          {...url}
          type="text"
          inputMode="url"
          aria-label="URL"
          className="plan-input mono"
          placeholder="http://127.0.0.1:8080/"
          spellCheck={false}
          autoComplete="off"
        />
        <Button
          variant="filled"
          size="md"
          className={css['plan-run']}
          loading={isPreparing}
          onClick={onRun}
          aria-keyshortcuts={shortcutOf('plan.run')}
        >
          <IconPlayerPlayFilled size={16} aria-hidden />
          Run
          <KeyHint id="plan.run" />
        </Button>
      </div>
      <div className={css['plan-request-note']}>
        <div className={css['plan-step-note']}>
          {stepCount > 1 && <StepPager number={place.number} count={stepCount} onStep={onStep} />}
          <RequestNote place={place} />
        </div>
        <output className={css['plan-problems']} aria-live="polite">
          {faults.size > 0 && (
            <button type="button" onClick={onShowFault}>
              <IconAlertCircle size={14} stroke={1.75} aria-hidden />
              <span>
                {countFaults(faults)}
                <span className={css['plan-problems-where']}>, {placeFaults(faults)}</span>
              </span>
            </button>
          )}
        </output>
      </div>
    </div>
  );
}

function RequestNote({ place }: { readonly place: StepPlace }) {
  const method = useFault(`${place.path}.method`);
  const url = useFault(`${place.path}.url`);
  if (url !== undefined) return <FaultLine path={`${place.path}.url`} />;
  if (method !== undefined) return <FaultLine path={`${place.path}.method`} />;
  return <p>{place.words}</p>;
}

interface StepPagerProps {
  readonly number: number;
  readonly count: number;
  readonly onStep: (index: number) => void;
}

function StepPager({ number, count, onStep }: StepPagerProps) {
  return (
    <span className={css['plan-step-pager']}>
      <ActionIcon aria-label="Previous step" size={24} disabled={number === 1} onClick={() => onStep(number - 2)}>
        <IconChevronLeft size={14} stroke={1.75} />
      </ActionIcon>
      <ActionIcon aria-label="Next step" size={24} disabled={number === count} onClick={() => onStep(number)}>
        <IconChevronRight size={14} stroke={1.75} />
      </ActionIcon>
    </span>
  );
}
