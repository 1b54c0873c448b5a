// The set-up of a capacity search or a ladder of fixed rates: the plan, the objective and the precision.
import { Button } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { startCapacity, useChosenPlan } from '../../host/capacities.ts';
import { usePlans } from '../../host/host-state.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import { askedOf, estimateOf, FIRST_SETUP, type SetupFields } from './setup-fields.ts';
import { SetupLoad } from './setup-load.tsx';
import { SetupObjectives } from './setup-objectives.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { SetupRow } from './setup-row.tsx';
import { OF_UNSAVED, OF_URL, SetupTarget, targetOf } from './setup-target.tsx';
import css from './setup.module.css';

export function FindCapacityScreen() {
  const plans = usePlans() ?? [];
  const known = useChosenPlan();
  const unsaved = known !== null && known.planId === null ? known : null;
  const [picked, setPicked] = useState<string | null>(null);
  const [url, setUrl] = useState('');
  const source = picked ?? (unsaved === null ? (known?.planId ?? plans[0]?.id ?? OF_URL) : OF_UNSAVED);
  const target = targetOf({ source, url }, plans, unsaved);
  const [fields, setFields] = useState(FIRST_SETUP);
  const [isBusy, setBusy] = useState(false);
  const plan = typeof target === 'string' ? null : target.plan;
  const isJourney = plan?.scenarios.some(({ steps }) => steps.length > 1) === true;
  const asked = askedOf(fields);
  const canStart = typeof target !== 'string' && typeof asked !== 'string' && !isBusy;

  async function start(): Promise<void> {
    if (typeof target === 'string' || typeof asked === 'string') return;
    setBusy(true);
    await startCapacity(target, asked);
    setBusy(false);
  }
  function cancel(): void {
    goTo(typeof target === 'string' || target.planId === null ? { screen: 'start' } : { screen: 'plans', planId: target.planId });
  }
  const change = (part: Partial<SetupFields>): void => setFields({ ...fields, ...part });

  return (
    <>
      <Header
        title="Find the capacity"
        note="the highest rate at which a target still responds in time"
        actions={
          <Actions
            label={fields.kind === 'search' ? 'Start the search' : 'Start the ladder'}
            isBusy={isBusy}
            onStart={canStart ? () => void start() : undefined}
            onCancel={cancel}
          />
        }
      />
      <div className={css['setup']}>
        <div className={css['rows']}>
          <SetupRow label={source === OF_URL && plans.length === 0 ? 'URL' : 'Plan'}>
            <SetupTarget
              fields={{ source, url }}
              plans={plans}
              unsaved={unsaved}
              target={target}
              onChange={(part) => {
                if (part.source !== undefined) setPicked(part.source);
                if (part.url !== undefined) setUrl(part.url);
              }}
            />
          </SetupRow>
          <SetupRow label="It holds while">
            <SetupObjectives fields={fields} onChange={change} />
          </SetupRow>
          <SetupLoad
            fields={fields}
            isJourney={isJourney}
            estimate={typeof asked === 'string' ? [] : estimateOf(asked, plan)}
            onChange={change}
          />
          {typeof asked === 'string' && (
            <p role="alert" className={css['fault']}>
              {asked}
            </p>
          )}
        </div>
        <SetupPanel fields={fields} plan={plan} />
      </div>
    </>
  );
}

interface ActionsProps {
  readonly label: string;
  readonly isBusy: boolean;
  /** Undefined while something is wrong. */
  readonly onStart: (() => void) | undefined;
  readonly onCancel: () => void;
}

function Actions({ label, isBusy, onStart, onCancel }: ActionsProps) {
  useShortcuts({ 'capacity.start': onStart, 'capacity.cancel': onCancel });
  useEscapeInField(onCancel);
  return (
    <>
      <Button onClick={onCancel} aria-keyshortcuts={shortcutOf('capacity.cancel')}>
        Cancel <KeyHint id="capacity.cancel" />
      </Button>
      <Button
        variant="filled"
        loading={isBusy}
        disabled={onStart === undefined}
        leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
        aria-keyshortcuts={shortcutOf('capacity.start')}
        onClick={onStart}
      >
        {label} <KeyHint id="capacity.start" />
      </Button>
    </>
  );
}

/** The shortcut ignores fields, but in the fields of this screen Escape has no other use. */
function useEscapeInField(handle: () => void): void {
  useEffect(() => {
    function handleKey(event: KeyboardEvent): void {
      const isField = event.target instanceof HTMLInputElement && event.target.closest('[role="dialog"]') === null;
      if (event.key === 'Escape' && isField && !event.defaultPrevented) handle();
    }
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  });
}
