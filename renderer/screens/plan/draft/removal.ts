// Takes a part out of the draft at once, with a way back: the note's button for ten seconds, wherever the person is by then,
// or Ctrl+Z in the editor.
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
  const putBackLast = useRef<(() => void) | null>(null);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);
  useEffect(() => {
    function handleKey(event: KeyboardEvent): void {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (!isUndo || putBackLast.current === null || hasOwnUndo(event.target)) return;
      event.preventDefault();
      putBackLast.current();
    }
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);
  return (words, take, putBack) => {
    const taken = take(form.getValues());
    form.setValues(taken);
    const handleUndo = (): void => {
      // The key and the button of the note both lead here, and bring it back once.
      if (putBackLast.current === handleUndo) putBackLast.current = null;
      hide();
      if (isOpen.current) return form.setValues(putBack(form.getValues()));
      drafts.restore(planId, putBack(drafts.all().get(planId) ?? taken));
      goTo({ screen: 'plans', planId });
    };
    const hide = showUndo(words, handleUndo);
    putBackLast.current = handleUndo;
  };
}

/** A text control takes back its own letters. */
function hasOwnUndo(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio')
  );
}
