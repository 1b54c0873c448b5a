// The set-up of a search for a capacity, or of a ladder of fixed rates: which plan, what it has to hold, how closely.
import { Button, NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { capacitySettingsSchema, ladderSchema, MODES, type Precision } from '../../../shared/capacity/capacity-settings.ts';
import { parseDuration } from '../../../shared/duration.ts';
import { formatRate, formatSpan } from '../../../shared/format.ts';
import { choosePlan, startCapacity, useChosenPlan, type CapacityAsked } from '../../host/capacities.ts';
import { useCalibration } from '../../host/calibration.ts';
import { usePlans } from '../../host/host-state.ts';
import { Header } from '../../ui/header.tsx';
import pageCss from '../../ui/page.module.css';
import css from './capacity.module.css';

type Kind = 'search' | 'ladder';

const CEILING_SHARE = 0.7;

const FIRST: Fields = {
  kind: 'search',
  objective: 'p(99) < 50ms',
  failed: 0.1,
  arrivals: 'poisson',
  precision: 'thorough',
  budget: '15m',
  rates: '100, 200, 400',
  each: '1m',
};

export function FindCapacityScreen() {
  const plans = usePlans();
  const known = useChosenPlan();
  const [first] = plans ?? [];
  const chosen = known ?? (first === undefined ? null : { plan: first.plan, planId: first.id });
  const [fields, setFields] = useState(FIRST);
  const [isBusy, setBusy] = useState(false);
  const asked = askedOf(fields);

  async function start(): Promise<void> {
    if (chosen === null || typeof asked === 'string') return;
    setBusy(true);
    await startCapacity(chosen, asked);
    setBusy(false);
  }

  return (
    <>
      <Header
        title="Find the capacity"
        note="the highest rate that a target still answers in time"
        actions={
          <Button
            variant="filled"
            loading={isBusy}
            disabled={chosen === null || typeof asked === 'string'}
            leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
            onClick={() => void start()}
          >
            {fields.kind === 'search' ? 'Start the search' : 'Start the ladder'}
          </Button>
        }
      />
      <div className={pageCss['scroll']}>
        <div className={css['setup']}>
          <NativeSelect
            label="Plan"
            description={chosen === null ? 'Save a plan first.' : 'Its requests and checks are used; its own load is not.'}
            value={chosen?.planId ?? ''}
            data={[
              ...(chosen !== null && chosen.planId === null ? [{ value: '', label: chosen.plan.name }] : []),
              ...(plans ?? []).map(({ id, plan }) => ({ value: id, label: plan.name })),
            ]}
            onChange={(event) => {
              const row = plans?.find(({ id }) => id === event.target.value);
              if (row !== undefined) choosePlan({ plan: row.plan, planId: row.id });
            }}
          />
          <Objectives fields={fields} onChange={(part) => setFields({ ...fields, ...part })} />
          <Lengths fields={fields} onChange={(part) => setFields({ ...fields, ...part })} />
          {typeof asked === 'string' && (
            <p role="alert" className={css['fault']}>
              {asked}
            </p>
          )}
          <Reach />
        </div>
      </div>
    </>
  );
}

interface FieldsProps {
  readonly fields: Fields;
  readonly onChange: (part: Partial<Fields>) => void;
}

function Objectives({ fields: { kind, objective, failed, arrivals }, onChange }: FieldsProps) {
  return (
    <>
      <SegmentedControl
        aria-label="How rates are chosen"
        value={kind}
        onChange={(value) => onChange({ kind: value === 'ladder' ? 'ladder' : 'search' })}
        data={[
          { value: 'search', label: 'Search for the limit' },
          { value: 'ladder', label: 'Ladder of fixed rates' },
        ]}
      />
      <TextInput
        label="It holds while"
        description='As a threshold: "p(99) < 50ms", "p95{waiting} < 20ms", "journey p90 < 2s"; several with semicolons. A backlog that grows always fails.'
        value={objective}
        onChange={(event) => onChange({ objective: event.target.value })}
      />
      <NumberInput
        label="And at most this share fails, in %"
        value={failed}
        onChange={(value) => onChange({ failed: value })}
        min={0}
        max={99}
        step={0.1}
      />
      <SegmentedControl
        aria-label="Arrivals"
        value={arrivals}
        onChange={(value) => onChange({ arrivals: value === 'even' ? 'even' : 'poisson' })}
        data={[
          { value: 'poisson', label: 'Poisson arrivals, as from many people' },
          { value: 'even', label: 'Even arrivals, kinder to the target' },
        ]}
      />
    </>
  );
}

function Lengths({ fields: { kind, precision, budget, rates, each }, onChange }: FieldsProps) {
  if (kind === 'ladder')
    return (
      <>
        <TextInput label="Rates, a second" value={rates} onChange={(event) => onChange({ rates: event.target.value })} />
        <TextInput label="Each for" value={each} onChange={(event) => onChange({ each: event.target.value })} />
      </>
    );
  return (
    <>
      <SegmentedControl
        aria-label="Precision"
        value={precision}
        onChange={(value) => onChange({ precision: value === 'quick' ? 'quick' : 'thorough' })}
        data={[
          { value: 'thorough', label: `5 %, about ${formatSpan(MODES.thorough.usualMs)}` },
          { value: 'quick', label: `Quick, 15 %, about ${formatSpan(MODES.quick.usualMs)}` },
        ]}
      />
      <TextInput
        label="Take at most"
        description="When the time is up you get what is known by then."
        value={budget}
        onChange={(event) => onChange({ budget: event.target.value })}
      />
    </>
  );
}

function Reach() {
  const { calibration } = useCalibration();
  if (calibration === null)
    return <p>This computer is measured first (2 s), and the search stays below 0.7 of what it can send.</p>;
  const { ceiling } = calibration;
  return (
    <p>
      This computer sent {formatRate(ceiling)} when it was last measured. A search stays below{' '}
      {formatRate(ceiling * CEILING_SHARE)}; beyond that the answer is “at least”, limited by this computer. Every trial is kept
      as a run that you can open.
    </p>
  );
}

interface Fields {
  readonly kind: Kind;
  readonly objective: string;
  readonly failed: number | string;
  readonly arrivals: 'poisson' | 'even';
  readonly precision: Precision;
  readonly budget: string;
  readonly rates: string;
  readonly each: string;
}

/** A sentence where something is wrong. */
function askedOf({ kind, objective, failed, arrivals, precision, budget, rates, each }: Fields): CapacityAsked | string {
  const budgetMs = parseDuration(budget);
  if (kind === 'search' && budgetMs === null) return 'Write a time such as 15m.';
  const settings = {
    objectives: objective
      .split(';')
      .map((text) => text.trim())
      .filter(Boolean),
    maxFailed: Number((Number(failed) / 100).toPrecision(12)),
    arrivals,
    precision,
    ...(kind === 'search' && budgetMs !== null ? { budgetMs } : {}),
  };
  const parsed = capacitySettingsSchema.safeParse(settings);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? '';
  if (kind === 'search') return { settings, ladder: null };
  const list = rates.split(',').map((text) => Number(text.replace('/s', '').trim()));
  const ladder = ladderSchema.safeParse({ rates: list, eachMs: parseDuration(each) ?? 0 });
  return ladder.success ? { settings, ladder: ladder.data } : (ladder.error.issues[0]?.message ?? '');
}
