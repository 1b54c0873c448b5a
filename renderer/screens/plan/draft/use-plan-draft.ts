// The draft under the editor: its form, its faults, what of them is shown, and its keeping while it is unsaved.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { draftOf, newDraft, type Draft } from './draft.ts';
import { judgeDraft, type Faults, type JudgedDraft } from './draft-faults.ts';
import { useNewDraftForm } from './draft-form.tsx';
import { drafts } from './draft-store.ts';

/** `saved` is null for a plan that was never saved. */
export function usePlanDraft(planId: string, saved: Plan | null) {
  const form = useNewDraftForm({ mode: 'controlled', initialValues: drafts.all().get(planId) ?? originalOf(saved) });
  const draft = form.values;
  const judged = useMemo(() => judgeDraft(draft), [draft]);
  const isChanged = useMemo(() => differs(draft, judged, saved), [draft, judged, saved]);
  const [revealed, setRevealed] = useState<ReadonlySet<string> | 'all'>(new Set());
  const shown = useMemo(() => shownFaults(judged.faults, revealed), [judged, revealed]);
  const reveal = useCallback(
    (path: string) => setRevealed((before) => (before === 'all' ? before : new Set([...before, path]))),
    [],
  );

  useEffect(() => drafts.keep(planId, isChanged ? draft : null), [planId, draft, isChanged]);

  return {
    form,
    draft,
    judged,
    isChanged,
    /** The faults shown so far. */
    shown,
    reveal,
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

/** Plans are compared as plans, so that "1000ms" in place of "1s" is no change. */
function differs(draft: Draft, { plan }: JudgedDraft, saved: Plan | null): boolean {
  if (saved !== null && plan !== null) return JSON.stringify(plan) !== JSON.stringify(saved);
  return JSON.stringify(draft) !== JSON.stringify(originalOf(saved));
}

function shownFaults(faults: Faults, revealed: ReadonlySet<string> | 'all'): Faults {
  return revealed === 'all' ? faults : new Map([...faults].filter(([path]) => revealed.has(path)));
}
