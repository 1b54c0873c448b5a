// Changes the load of a run that is going on: a small form at its button. The new load applies to the end of the plan.
import { Button, NumberInput, Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { memo, useRef, useState, type FormEvent } from 'react';
import { planTimeAt } from '../../../../shared/annotation.ts';
import { scheduleOfRun } from '../../../../shared/plan/load-change.ts';
import type { LoadModel } from '../../../../shared/plan/plan.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { levelAt, vusAt } from '../../../../shared/plan/schedule.ts';
import { call } from '../../../host/client.ts';
import { KeyHint, shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';
import css from './change-load.module.css';
import { classes } from '../../../ui/classes.ts';
import textCss from '../../../ui/text.module.css';

interface ChangeLoadProps {
  /** `knownUntil`: ms since the run's start. It is read when the form opens. */
  readonly latest: () => { readonly row: RunRow; readonly knownUntil: number };
}

interface Load {
  readonly level: number | null;
  /** The limit of the open model; null in the others. */
  readonly maxVus: number | null;
}

export const ChangeLoad = memo(function ChangeLoad({ latest }: ChangeLoadProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const toggle = (): void => {
    const { row, knownUntil } = latest();
    if (!isOpen) setOpened({ id: row.id, model: row.plan.load.model, before: loadAt(row, knownUntil) });
    setIsOpen(!isOpen);
  };
  const button = useRef<HTMLButtonElement>(null);
  useShortcuts({
    'run.load': () => {
      // The focus returns to this button.
      button.current?.focus();
      toggle();
    },
  });
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus returnFocus shadow="md" width={252}>
      <Popover.Target>
        <Button
          ref={button}
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} />}
          aria-keyshortcuts={shortcutOf('run.load')}
          title="Change the load from now to the end of the plan"
          onClick={toggle}
        >
          <span className={textCss['visually-hidden']}>Change</span> Load <KeyHint id="run.load" />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Change load">
        {opened !== null && <LoadForm {...opened} onDone={() => setIsOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
});

interface Opened {
  /** The id of the run. */
  readonly id: string;
  readonly model: LoadModel;
  /** The load when the form was opened; a ramp goes on meanwhile. */
  readonly before: Load;
}

interface LoadFormProps extends Opened {
  readonly onDone: () => void;
}

function LoadForm({ id, model, before, onDone }: LoadFormProps) {
  const [after, setAfter] = useState<Load>(before);
  const [fault, setFault] = useState<string | null>(null);
  const apply = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const maxVus = after.maxVus === before.maxVus ? null : after.maxVus;
    // If only the limit changes, the planned level is kept.
    const level = maxVus !== null && after.level === before.level ? null : after.level;
    const done = await call('runs.adjust', { id, level, maxVus });
    if (done.ok) onDone();
    else setFault(done.failure.message);
  };
  return (
    <form className={css['change-load']} onSubmit={(event) => void apply(event)} noValidate>
      <LoadField
        label={LEVEL_LABEL[model]}
        value={after.level}
        unit={model === 'open' ? '/s' : ''}
        isFirst
        onChange={(level) => setAfter({ ...after, level })}
      />
      {model === 'open' && (
        <LoadField
          label="Virtual users at most"
          value={after.maxVus}
          unit=""
          onChange={(maxVus) => setAfter({ ...after, maxVus })}
        />
      )}
      <p
        className={fault === null ? css['change-load-note'] : classes(css['change-load-note'], 'is-bad')}
        role={fault === null ? undefined : 'alert'}
      >
        {fault ?? (model === 'iterations' ? 'From now on.' : 'From now to the end of the plan, in place of its stages.')}
      </p>
      <Button type="submit" variant="filled" disabled={after.level === null}>
        Apply
      </Button>
    </form>
  );
}

interface LoadFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly unit: string;
  readonly isFirst?: boolean;
  readonly onChange: (value: number | null) => void;
}

function LoadField({ label, value, unit, isFirst = false, onChange }: LoadFieldProps) {
  return (
    <NumberInput
      label={label}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      suffix={unit}
      min={0}
      step={stepFor(value ?? 0)}
      stepHoldDelay={400}
      stepHoldInterval={60}
      thousandSeparator=","
      data-autofocus={isFirst ? true : undefined}
      autoComplete="off"
    />
  );
}

const LEVEL_LABEL: Readonly<Record<LoadModel, string>> = {
  iterations: 'Virtual users',
  closed: 'Virtual users',
  open: 'Arrival rate',
};

/** A tenth, in round numbers: 1 up to 20, 10 up to 200, and so on. */
function stepFor(value: number): number {
  return Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, value / 2.001))));
}

function loadAt({ plan, annotations }: RunRow, at: number): Load {
  const schedule = scheduleOfRun(plan.load, annotations);
  const planTime = planTimeAt(annotations, at);
  const level = levelAt(schedule, planTime);
  const isOpen = plan.load.model === 'open';
  return { level: isOpen ? Math.round(level * 10) / 10 : Math.ceil(level), maxVus: isOpen ? vusAt(schedule, planTime) : null };
}
