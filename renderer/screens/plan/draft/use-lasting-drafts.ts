// Unsaved plans survive the page and the program: the host keeps a copy of them, which is read once.
import { useEffect } from 'react';
import { call, listen, useConnection } from '../../../host/client.ts';
import { draftSchema } from './draft.ts';
import { drafts } from './draft-store.ts';

let wasRead = false;

/** The app calls it once. */
export function useLastingDrafts(): void {
  const isOpen = useConnection().kind === 'open';
  useEffect(() => {
    if (isOpen && !wasRead) void readLastingDrafts();
  }, [isOpen]);
}

async function readLastingDrafts(): Promise<void> {
  wasRead = true;
  drafts.follow((planId, draft) => void call('drafts.keep', { planId, draft }));
  listen((event) => {
    if (event.type !== 'ending') return;
    drafts.write();
    void call('drafts.written', {});
  });
  const kept = await call('drafts.list', {});
  // The drafts of this tab are newer; anything that is not a draft of this version is skipped.
  for (const { planId, draft } of kept.ok ? kept.value : []) {
    const parsed = drafts.all().has(planId) ? undefined : draftSchema.safeParse(draft).data;
    if (parsed !== undefined) drafts.restore(planId, parsed);
  }
}
