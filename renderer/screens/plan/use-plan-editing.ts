// What the editor shows of its draft, and what its buttons do. It renders nothing.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PlanRow } from '../../../shared/run.ts';
import { findCapacityOf } from '../../host/capacities.ts';
import { editedStep, forgetEditedStep, startTry } from '../../host/plan-tries.ts';
import { goTo } from '../../route.ts';
import { showUndo } from '../../ui/toasts.tsx';
import { automaticName, type Draft } from './draft/draft.ts';
import { drafts } from './draft/draft-store.ts';
import { FIRST_PLACE, placeOfPath, soundPlace, type EditorPlace } from './draft/editor-place.ts';
import { stepAt, stepPath } from './draft/step-list.ts';
import { placeSteps } from './draft/step-place.ts';
import { usePlanDraft } from './draft/use-plan-draft.ts';
import { focusField } from './focus-field.ts';
import type { LimitsDialog } from './load/plan-limits.tsx';
import { copyPlan, deletePlan, runPlan, savePlan } from './plan-actions.ts';
import { tabOfPath } from './request/request-tab.ts';
import { useRequestTab } from './request/use-request-tab.ts';

/** `row` is null for a plan that was never saved. `isRoomy` means that the dock is open beside the step. */
export function usePlanEditing(planId: string, row: PlanRow | null, isRoomy: boolean) {
  const drafted = usePlanDraft(planId, row?.plan ?? null);
  const { draft, judgeNow, reset, refuse } = drafted;
  const view = usePlanView(planId, draft, isRoomy);
  const [isBusy, setIsBusy] = useState(false);
  const name = draft.name.trim() === '' ? automaticName(draft) : draft.name.trim();
  const { leadTo, showFault, showNextFault } = useFaultWay(drafted, view);

  async function handleRun(): Promise<void> {
    if (isBusy) return;
    const { plan } = judgeNow();
    if (plan === null) return showFault();
    setIsBusy(true);
    const failure = await runPlan(planId, plan);
    setIsBusy(false);
    const path = failure === null ? undefined : refuse(failure);
    if (path !== undefined) leadTo(path);
  }

  function handleTry(): void {
    const { plan } = judgeNow();
    if (plan === null) showFault();
    else void startTry(planId, plan);
  }

  /** A plan that was never saved has no id in the history. */
  function handleCapacity(): void {
    const { plan } = judgeNow();
    if (plan === null) showFault();
    else findCapacityOf(plan, row === null ? null : planId);
  }

  async function handleSave(): Promise<void> {
    const { plan } = judgeNow();
    if (plan === null) return showFault();
    await savePlan(planId, plan);
  }

  function handleDiscard(): void {
    reset();
    showUndo('Changes discarded.', () => {
      drafts.restore(planId, draft);
      goTo({ screen: 'plans', planId });
    });
  }

  const handleDuplicate = (): void => void copyPlan(name, judgeNow().plan, draft);
  const handleDelete = (): void => void deletePlan(planId, name, draft);
  const faultWay = { showFault, showNextFault };
  return {
    ...drafted,
    ...view,
    ...faultWay,
    isBusy,
    name,
    handleRun,
    handleTry,
    handleCapacity,
    handleSave,
    handleDiscard,
    handleDuplicate,
    handleDelete,
  };
}

/** Where each plan was last edited, for the way back from its runs and tries. */
const lastPlaces = new Map<string, EditorPlace>();

/** Which part of the plan is shown. */
function usePlanView(planId: string, draft: Draft, isRoomy: boolean) {
  const [wanted, setPlace] = useState<EditorPlace>(
    () => placeOfPath(`${editedStep(planId) ?? ''}.url`) ?? lastPlaces.get(planId) ?? FIRST_PLACE,
  );
  useEffect(() => forgetEditedStep(planId), [planId]);
  const [isJson, setIsJson] = useState(false);
  const [dialog, setDialog] = useState<LimitsDialog | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const steps = useMemo(() => placeSteps(draft), [draft]);
  const dock = useDockOpen(planId, steps.length === 1 || isRoomy);
  const place = soundPlace(draft, wanted);
  const step = place.kind === 'step' ? place : null;
  const { tab, setTab } = useRequestTab(step === null ? null : stepPath(step), step === null ? null : stepAt(draft, step));
  const go = useCallback(
    (next: EditorPlace): void => {
      lastPlaces.set(planId, next);
      setPlace(next);
      setIsJson(false);
    },
    [planId],
  );
  const toggleJson = (): void => setIsJson(!isJson);
  return { place, go, tab, setTab, isJson, setIsJson, toggleJson, dialog, setDialog, chosen, choose, steps, dock };
}

type Drafted = ReturnType<typeof usePlanDraft>;
type View = ReturnType<typeof usePlanView>;

/** Leads to the first problem, and when pressed again to the next one. */
function useFaultWay({ judgeNow, revealAll }: Drafted, { go, setTab, setIsJson, setDialog, dock }: View) {
  const [last, setLast] = useState<string | null>(null);

  function leadTo(path: string): void {
    setLast(path);
    revealAll();
    setIsJson(false);
    const place = placeOfPath(path);
    if (place !== null) go(place);
    const tab = tabOfPath(path);
    if (tab !== null) setTab(tab, place?.kind === 'step' ? stepPath(place) : null);
    if (/^(load|warmup|thresholds)/.test(path)) dock.open();
    if (/^(timeouts|gracefulStop)/.test(path)) setDialog('limits');
    if (/^(http|tls)\./.test(path)) setDialog('connection');
    focusField(path);
  }

  function showFault(): void {
    const [path] = judgeNow().faults.keys();
    if (path === undefined) return revealAll();
    leadTo(path);
  }

  function showNextFault(): void {
    const paths = [...judgeNow().faults.keys()];
    const next = paths[(paths.indexOf(last ?? '') + 1) % paths.length];
    if (next !== undefined) leadTo(next);
  }

  return { leadTo, showFault, showNextFault };
}

const DOCK_PREFIX = 'onrush-dock:';

interface DockOpen {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly open: () => void;
}

/** Whether the load dock is open: as the person left it for this plan, otherwise as the plan suggests. */
function useDockOpen(planId: string, isSuggested: boolean): DockOpen {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(DOCK_PREFIX + planId));
  const isOpen = chosen === null ? isSuggested : chosen === 'open';
  function choose(isOpen: boolean): void {
    const state = isOpen ? 'open' : 'closed';
    sessionStorage.setItem(DOCK_PREFIX + planId, state);
    setChosen(state);
  }
  return {
    isOpen,
    toggle: () => choose(!isOpen),
    open: () => {
      if (!isOpen) choose(true);
    },
  };
}
