// One try of a plan: its steps on the left, the chosen exchange, and beside it checks, extracted and known values.
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Plan } from '../../../shared/plan/plan.ts';
import { usePlans } from '../../host/host-state.ts';
import { cancelTry, startTry, usePlanTry, type PlanTry, type TriedEntry } from '../../host/plan-tries.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import { runPlan } from '../plan/plan-actions.ts';
import { useDrafts } from '../plan/draft/draft-store.ts';
import { ExchangeView } from './exchange-view.tsx';
import { editTried, planOfDraft } from './plan-rows.ts';
import { TryList } from './try-list.tsx';
import { TrySide } from './try-side.tsx';
import { firstLook } from './try-words.ts';
import { actionsAt, sourceAt } from './value-actions.ts';
import css from './try-screen.module.css';
import headerCss from '../../ui/header.module.css';
import pageCss from '../../ui/page.module.css';

export function TryScreen({ planId }: { readonly planId: string }) {
  const plans = usePlans();
  const drafted = useDrafts();
  const tried = usePlanTry(planId);
  const saved = plans?.find(({ id }) => id === planId)?.plan ?? null;
  const draft = drafted.get(planId);
  // The plan that would be tried next: as it is being written, as it was saved, or as it was tried.
  const now = useMemo(
    () => (draft === undefined ? (saved ?? tried?.plan ?? null) : planOfDraft(draft)),
    [draft, saved, tried?.plan],
  );
  if (plans === null) return <Header title="Last try" />;
  if (tried === null) return <NotTried planId={planId} plan={now} />;
  return <Tried planId={planId} tried={tried} known={saved ?? tried.plan} now={now} key={tried.tryId} />;
}

interface TriedProps {
  readonly planId: string;
  readonly tried: PlanTry;
  /** The plan if there is no draft of it. */
  readonly known: Plan;
  /** Null while it has problems. */
  readonly now: Plan | null;
}

function Tried({ planId, tried, known, now }: TriedProps) {
  const { steps } = tried;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen ?? (tried.state === 'trying' ? lastEnded(steps) : firstLook(steps));
  const isTrying = tried.state === 'trying';
  const again = (): void => {
    if (isTrying) void cancelTry(tried);
    else if (now === null) editTried(planId, tried.plan);
    else void startTry(planId, now);
  };
  const run = (): void => (now === null ? editTried(planId, tried.plan) : void runPlan(planId, now));
  useShortcuts({ 'plan.try': again, 'plan.run': run });
  const isChanged = now !== null && JSON.stringify(now) !== JSON.stringify(tried.plan);
  const step = steps[at]?.tried ?? null;
  const actions = actionsAt({ planId, known, now, tried, at });
  const source = sourceAt(now ?? tried.plan, tried, at);
  return (
    <>
      <Header
        title={tried.plan.name}
        actions={
          <>
            <Button rightSection={<KeyHint id="plan.try" />} aria-keyshortcuts={shortcutOf('plan.try')} onClick={again}>
              {isTrying ? 'Cancel' : 'Try again'}
            </Button>
            <Button
              variant="filled"
              leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
              rightSection={<KeyHint id="plan.run" />}
              aria-keyshortcuts={shortcutOf('plan.run')}
              onClick={run}
            >
              Run
            </Button>
          </>
        }
      >
        <Views planId={planId} plan={tried.plan} />
        {isChanged && !isTrying && <span className={headerCss['header-note']}>The plan has changed since this try.</span>}
      </Header>
      <div className={css['try']}>
        <TryList planId={planId} tried={tried} chosen={at} onChoose={setChosen} />
        {step === null || step.exchanges.length === 0 ? (
          <NoExchange reason={tried.failure?.message ?? step?.reason ?? null} isTrying={isTrying} />
        ) : (
          <ExchangeView key={at} {...{ tried, at, step, source, actions }} onMove={setChosen} />
        )}
        <TrySide {...{ tried, at, source, actions }} onChoose={setChosen} />
      </div>
    </>
  );
}

function NoExchange({ reason, isTrying }: { readonly reason: string | null; readonly isTrying: boolean }) {
  return (
    <section className={css['try-empty']} aria-label="Exchange">
      {isTrying ? <p>The first response has not come yet.</p> : <p>{reason ?? 'Nothing was sent.'}</p>}
    </section>
  );
}

function Views({ planId, plan }: { readonly planId: string; readonly plan: Plan }) {
  return (
    <SegmentedControl
      aria-label="View of the plan"
      value="try"
      data={[
        { value: 'edit', label: 'Edit' },
        { value: 'try', label: 'Last try' },
      ]}
      onChange={(view) => view === 'edit' && editTried(planId, plan)}
    />
  );
}

function NotTried({ planId, plan }: { readonly planId: string; readonly plan: Plan | null }) {
  const start = (): void => (plan === null ? goTo({ screen: 'plans', planId }) : void startTry(planId, plan));
  useShortcuts({ 'plan.try': start });
  return (
    <>
      <Header title={plan?.name ?? 'Last try'} />
      <div className={pageCss['full-page']}>
        <h1>Not tried yet</h1>
        <p>
          One user passes each scenario once, and you see every request, response, check and value. Nothing of it is counted as a
          run.
        </p>
        <div className={pageCss['full-page-actions']}>
          {plan !== null && (
            <Button variant="filled" onClick={start}>
              Try once
            </Button>
          )}
          <Button onClick={() => goTo({ screen: 'plans', planId })}>Edit the plan</Button>
        </div>
      </div>
    </>
  );
}

function lastEnded(steps: readonly TriedEntry[]): number {
  return Math.max(
    0,
    steps.findLastIndex(({ tried }) => tried !== null),
  );
}
