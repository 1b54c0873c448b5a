// Changes the draft with a way back: Ctrl+Z in the editor, and for what was removed the note's button for ten seconds, wherever
// the person is by then.
import { createContext, useContext, useEffect, useRef } from 'react';
import { goTo } from '../../../route.ts';
import { showUndo } from '../../../ui/toasts.tsx';
import type { Draft } from './draft.ts';
import type { useNewDraftForm } from './draft-form.tsx';
import { drafts } from './draft-store.ts';

/** `words` null: without a note. `putBack` takes the draft as it is by then, so that what was written since stays. */
export type Removal = (words: string | null, take: (draft: Draft) => Draft, putBack: (draft: Draft) => Draft) => void;

export const RemovalContext = createContext<Removal>(() => undefined);

export function useRemoval(): Removal {
  return useContext(RemovalContext);
}

/** Older changes are not taken back by the key. */
const MOST_BACK = 50;

export function useNewRemoval(planId: string, form: ReturnType<typeof useNewDraftForm>): Removal {
  const isOpen = useRef(true);
  const ways = useRef<(() => void)[]>([]);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);
  useEffect(() => {
    function handleKey(event: KeyboardEvent): void {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      const last = ways.current.at(-1);
      if (!isUndo || last === undefined || hasOwnUndo(event.target)) return;
      event.preventDefault();
      last();
    }
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);
  return (words, take, putBack) => {
    const taken = take(form.getValues());
    form.setValues(taken);
    const handleUndo = (): void => {
      // The key and the button of the note both lead here, and bring it back once.
      ways.current = ways.current.filter((way) => way !== handleUndo);
      hide();
      if (isOpen.current) return form.setValues(putBack(form.getValues()));
      drafts.restore(planId, putBack(drafts.all().get(planId) ?? taken));
      goTo({ screen: 'plans', planId });
    };
    const hide = words === null ? () => undefined : showUndo(words, handleUndo);
    ways.current = [...ways.current, handleUndo].slice(-MOST_BACK);
  };
}

/** A text control takes back its own letters. */
function hasOwnUndo(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio')
  );
}
