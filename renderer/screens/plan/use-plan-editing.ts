// What the editor shows of its draft and what its buttons do. Draws nothing.
import { useState } from 'react';
import type { PlanRow } from '../../../shared/run.ts';
import { tryPlan } from '../../host/plan-tries.ts';
import { goTo } from '../../route.ts';
import { showUndo } from '../../ui/toasts.tsx';
import { automaticName } from './draft/draft.ts';
import { drafts } from './draft/draft-store.ts';
import { focusField } from './focus-field.ts';
import { copyPlan, deletePlan, runPlan, savePlan } from './plan-actions.ts';
import { tabOfPath, type RequestTab } from './request/request-tab.ts';
import { placeSteps, stepOfPath } from './draft/step-place.ts';
import { usePlanDraft } from './draft/use-plan-draft.ts';

/** `row` is null for a plan that was never saved. */
export function usePlanEditing(planId: string, row: PlanRow | null) {
  const drafted = usePlanDraft(planId, row?.plan ?? null);
  const { draft, judgeNow, revealAll, reset } = drafted;
  const [tab, setTab] = useState<RequestTab>('headers');
  const [stepIndex, setStepIndex] = useState(0);
  const [isJson, setIsJson] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const steps = placeSteps(draft);
  const name = draft.name.trim() === '' ? automaticName(draft) : draft.name.trim();

  function showFault(): void {
    const [path] = judgeNow().faults.keys();
    revealAll();
    if (path === undefined) return;
    setIsJson(false);
    setStepIndex(stepOfPath(steps, path) ?? stepIndex);
    setTab(tabOfPath(path) ?? tab);
    focusField(path);
  }

  async function handleRun(): Promise<void> {
    if (isBusy) return;
    const { plan } = judgeNow();
    if (plan === null) return showFault();
    setIsBusy(true);
    await runPlan(planId, plan);
    setIsBusy(false);
  }

  function handleTry(): void {
    const { plan } = judgeNow();
    if (plan === null) showFault();
    else void tryPlan(planId, plan);
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

  const toggleJson = (): void => setIsJson(!isJson);
  const handleDuplicate = (): void => void copyPlan(name, judgeNow().plan, draft);
  const handleDelete = (): void => void deletePlan(planId, name, draft);
  const view = { tab, setTab, steps, stepIndex, setStepIndex, isJson, toggleJson, isBusy, name };
  return { ...drafted, ...view, showFault, handleRun, handleTry, handleSave, handleDiscard, handleDuplicate, handleDelete };
}
