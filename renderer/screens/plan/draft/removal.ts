// Changes of the draft that can be undone: by Ctrl+Z in the editor, and for removals also by the button of a notice for ten
// seconds, on any screen.
import { createContext, useContext, useEffect, useRef } from 'react';
import { goTo } from '../../../route.ts';
import { showUndo } from '../../../ui/toasts.tsx';
import type { Draft } from './draft.ts';
import type { useNewDraftForm } from './draft-form.tsx';
import { drafts } from './draft-store.ts';

/** `words` null shows no notice. `putBack` receives the draft as it is at that time, so that later changes are kept. */
export type Removal = (words: string | null, take: (draft: Draft) => Draft, putBack: (draft: Draft) => Draft) => void;

export const RemovalContext = createContext<Removal>(() => undefined);

export function useRemoval(): Removal {
  return useContext(RemovalContext);
}

/** The key does not undo older changes. */
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
      // The key and the button of the notice both call this, and the change is undone once.
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

/** A text control undoes its own typing. */
function hasOwnUndo(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio')
  );
}
