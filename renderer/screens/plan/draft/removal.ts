// Takes a part out of the draft at once, with a way back for ten seconds, wherever the person is by then.
import { createContext, useContext, useEffect, useRef } from 'react';
import { goTo } from '../../../route.ts';
import { showUndo } from '../../../ui/toasts.tsx';
import type { Draft } from './draft.ts';
import type { useNewDraftForm } from './draft-form.tsx';
import { drafts } from './draft-store.ts';

/** `putBack` takes the draft as it is by then, so that what was written since stays. */
type Remove = (words: string, take: (draft: Draft) => Draft, putBack: (draft: Draft) => Draft) => void;

export const RemovalContext = createContext<Remove>(() => undefined);

export function useRemoval(): Remove {
  return useContext(RemovalContext);
}

export function useNewRemoval(planId: string, form: ReturnType<typeof useNewDraftForm>): Remove {
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);
  return (words, take, putBack) => {
    const taken = take(form.getValues());
    form.setValues(taken);
    showUndo(words, () => {
      if (isOpen.current) return form.setValues(putBack(form.getValues()));
      drafts.restore(planId, putBack(drafts.all().get(planId) ?? taken));
      goTo({ screen: 'plans', planId });
    });
  };
}
