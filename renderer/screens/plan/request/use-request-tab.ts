// Which part of the request is shown: the one that was chosen, else the one that is filled.
import { useState } from 'react';
import type { StepDraft } from '../draft/draft-scenario.ts';
import { openingTab, type RequestTab } from './request-tab.ts';

interface Opened {
  /** Of the step; null outside of steps. */
  readonly path: string | null;
  readonly tab: RequestTab;
  /** A person chose it, here or at a step before. */
  readonly isChosen: boolean;
}

/** `path` names the step that is edited: while it stays, so does the tab. */
export function useRequestTab(path: string | null, step: StepDraft | null) {
  const [opened, setOpened] = useState<Opened>(() => ({ path, tab: openingTab(step, null), isChosen: false }));
  const isHere = path === null || opened.path === path;
  const tab = isHere ? opened.tab : openingTab(step, opened.isChosen ? opened.tab : null);
  if (!isHere) setOpened({ path, tab, isChosen: opened.isChosen && tab === opened.tab });
  /** `at`: the step that is shown next. */
  const setTab = (chosen: RequestTab, at = path): void => setOpened({ path: at, tab: chosen, isChosen: true });
  return { tab, setTab };
}
