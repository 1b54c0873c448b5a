// The draft in the editor: its form, its problems, which of them are shown, and its storage while it is unsaved.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../../../shared/errors.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { createStore, useStore, type Store } from '../../../host/store.ts';
import { draftOf, newDraft, type Draft } from './draft.ts';
import { judgeDraft, type Faults, type JudgedDraft } from './draft-faults.ts';
import { useNewDraftForm } from './draft-form.tsx';
import { drafts } from './draft-store.ts';
import { fieldPath } from './fault-places.ts';
import { isSameJson } from './same-json.ts';

/** Checking a plan of hundreds of steps takes milliseconds, so it waits for a pause in typing of this length. In ms. */
const REST_MS = 100;
/** Checking one of thousands takes longer: it waits for a pause of this multiple of the time that checking takes. */
const REST_TIMES = 4;
const LONGEST_REST_MS = 300;

export interface DraftJudgement extends JudgedDraft {
  /** The draft that was checked. */
  readonly draft: Draft;
  /** What the draft was compared with. */
  readonly original: Original;
  readonly isChanged: boolean;
}

interface Refusal {
  readonly draft: Draft;
  readonly faults: Faults;
}

/** The saved state, as a draft and as the plan that it makes. */
interface Original {
  readonly draft: Draft;
  readonly plan: Plan | null;
}

/** `saved` is null for a plan that was never saved. */
export function usePlanDraft(planId: string, saved: Plan | null) {
  const original = useMemo(() => originalOf(saved), [saved]);
  const form = useNewDraftForm({ mode: 'controlled', initialValues: drafts.all().get(planId) ?? original.draft });
  const draft = form.values;
  const { judgement, settle } = useJudgement(planId, draft, original);
  const faults = useStore(judgement, (judged) => judged.faults);
  const [revealed, setRevealed] = useState<ReadonlySet<string> | 'all'>(new Set());
  const reveal = useCallback(
    (path: string) => setRevealed((before) => (before === 'all' ? before : new Set([...before, path]))),
    [],
  );
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // Problems that the host reported only apply to the draft that it received.
  const refused = refusal?.draft === draft ? refusal.faults : null;
  const shown = useMemo(
    () => ({ faults: new Map([...shownFaults(faults, revealed), ...(refused ?? [])]), reveal }),
    [faults, revealed, refused, reveal],
  );
  return {
    form,
    draft,
    /**
     * Lags a little behind the draft while someone types. Components that show a part of it watch only that part, so that a
     * keystroke renders nothing twice.
     */
    judgement,
    /** Checks at once. */
    settle,
    /** Checks the draft as it is now: this is what is run or saved. */
    judgeNow: (): JudgedDraft => {
      const judged = judgement.get();
      return judged.draft === draft ? judged : judgeDraft(draft);
    },
    /** The problems shown so far: the same object until they change. */
    shown,
    revealAll: () => setRevealed('all'),
    /** Marks what the host could not use of the draft, such as a missing file; returns the first of its fields, if any. */
    refuse: ({ problems = [] }: Failure): string | undefined => {
      const faults = new Map(problems.map(({ path, message }) => [fieldPath(draft, path), message]));
      setRefusal({ draft, faults });
      return [...faults.keys()][0];
    },
    /** Returns to the saved state. */
    reset: () => {
      form.setValues(original.draft);
      setRevealed(new Set());
    },
  };
}

function useJudgement(
  planId: string,
  draft: Draft,
  original: Original,
): { readonly judgement: Store<DraftJudgement>; readonly settle: () => void } {
  const [judgement] = useState(() => createStore(judge(draft, original, new Map())));
  const restMs = useRef(REST_MS);
  const isJudged = useCallback((): boolean => {
    const judged = judgement.get();
    return judged.draft === draft && judged.original === original;
  }, [judgement, draft, original]);
  const settle = useCallback((): void => {
    if (isJudged()) return;
    const before = performance.now();
    const judged = judge(draft, original, judgement.get().faults);
    restMs.current = Math.max(REST_MS, Math.min(LONGEST_REST_MS, REST_TIMES * (performance.now() - before)));
    judgement.set(judged);
    drafts.keep(planId, judged.isChanged ? draft : null);
  }, [judgement, isJudged, planId, draft, original]);
  useEffect(() => {
    if (isJudged()) return undefined;
    drafts.keep(planId, draft);
    const timer = setTimeout(settle, restMs.current);
    return () => clearTimeout(timer);
  }, [isJudged, settle, planId, draft]);
  useEffect(() => {
    addEventListener('pagehide', drafts.write);
    return () => removeEventListener('pagehide', drafts.write);
  }, []);
  return { judgement, settle };
}

/** `before` are the problems that are shown now, which stay the same object if nothing has changed. */
function judge(draft: Draft, original: Original, before: Faults): DraftJudgement {
  const { plan, faults } = judgeDraft(draft);
  return {
    plan,
    faults: isSame(faults, before) ? before : faults,
    draft,
    original,
    isChanged: differs(draft, plan, original),
  };
}

function isSame(faults: Faults, others: Faults): boolean {
  return faults.size === others.size && [...faults].every(([path, sentence]) => others.get(path) === sentence);
}

function originalOf(saved: Plan | null): Original {
  const draft = draftOfSaved(saved);
  return { draft, plan: judgeDraft(draft).plan };
}

function draftOfSaved(saved: Plan | null): Draft {
  return saved === null ? newDraft() : draftOf(saved);
}

/** Plans are compared as plans, so that "1000ms" instead of "1s" is not a change. */
function differs(draft: Draft, plan: Plan | null, original: Original): boolean {
  if (original.plan !== null && plan !== null) return !isSameJson(plan, original.plan);
  return !isSameJson(draft, original.draft);
}

function shownFaults(faults: Faults, revealed: ReadonlySet<string> | 'all'): Faults {
  return revealed === 'all' ? faults : new Map([...faults].filter(([path]) => revealed.has(path)));
}
