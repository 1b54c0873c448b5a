// The draft under the editor: its form, its faults, what of them is shown, and its keeping while it is unsaved.
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { draftOf, newDraft, type Draft } from './draft.ts';
import { judgeDraft, type Faults, type JudgedDraft } from './draft-faults.ts';
import { useNewDraftForm } from './draft-form.tsx';
import { drafts } from './draft-store.ts';

const NO_FAULTS: Faults = new Map();

/** `saved` is null for a plan that was never saved. */
export function usePlanDraft(planId: string, saved: Plan | null) {
  const form = useNewDraftForm({ mode: 'controlled', initialValues: drafts.all().get(planId) ?? originalOf(saved) });
  const draft = form.values;
  // A plan of hundreds of steps takes its time to judge: the key that was pressed is drawn first.
  const settled = useDeferredValue(draft);
  const judged = useMemo(() => judgeDraft(settled), [settled]);
  const original = useMemo(() => originalOf(saved), [saved]);
  const before = useMemo(() => judgeDraft(original).plan, [original]);
  const isChanged = useMemo(() => differs(settled, judged, original, before), [settled, judged, original, before]);
  const [revealed, setRevealed] = useState<ReadonlySet<string> | 'all'>(new Set());
  const reveal = useCallback(
    (path: string) => setRevealed((before) => (before === 'all' ? before : new Set([...before, path]))),
    [],
  );

  const faults = judged.faults.size === 0 ? NO_FAULTS : judged.faults;
  const shown = useMemo(() => ({ faults: shownFaults(faults, revealed), reveal }), [faults, revealed, reveal]);

  useEffect(() => {
    if (draft !== settled) drafts.hold(planId, draft);
    else drafts.keep(planId, isChanged ? draft : null);
  }, [planId, draft, settled, isChanged]);

  return {
    form,
    draft,
    /** A moment behind the draft while someone types. */
    judged,
    /** Of the draft as it stands: what is run or saved. */
    judgeNow: () => (draft === settled ? judged : judgeDraft(draft)),
    isChanged,
    /** The faults shown so far: the same object for as long as they stay. */
    shown,
    revealAll: () => setRevealed('all'),
    /** Back to what is saved. */
    reset: () => {
      form.setValues(originalOf(saved));
      setRevealed(new Set());
    },
  };
}

function originalOf(saved: Plan | null): Draft {
  return saved === null ? newDraft() : draftOf(saved);
}

/** Plans are compared as plans, so that "1000ms" in place of "1s" is not a change. */
function differs(draft: Draft, { plan }: JudgedDraft, original: Draft, before: Plan | null): boolean {
  if (before !== null && plan !== null) return JSON.stringify(plan) !== JSON.stringify(before);
  return JSON.stringify(draft) !== JSON.stringify(original);
}

function shownFaults(faults: Faults, revealed: ReadonlySet<string> | 'all'): Faults {
  return revealed === 'all' ? faults : new Map([...faults].filter(([path]) => revealed.has(path)));
}
