// Which part of the request is shown: the one that was chosen, otherwise the one with content.
import { useState } from 'react';
import type { StepDraft } from '../draft/draft-scenario.ts';
import { openingTab, type RequestTab } from './request-tab.ts';

interface Opened {
  /** The path of the step; null outside steps. */
  readonly path: string | null;
  readonly tab: RequestTab;
  /** True if a person chose it, here or at an earlier step. */
  readonly isChosen: boolean;
}

/** `path` identifies the edited step: the tab stays as long as it does. */
export function useRequestTab(path: string | null, step: StepDraft | null) {
  const [opened, setOpened] = useState<Opened>(() => ({ path, tab: openingTab(step, null), isChosen: false }));
  const isHere = path === null || opened.path === path;
  const tab = isHere ? opened.tab : openingTab(step, opened.isChosen ? opened.tab : null);
  if (!isHere) setOpened({ path, tab, isChosen: opened.isChosen && tab === opened.tab });
  /** `at` is the step that is shown next. */
  const setTab = (chosen: RequestTab, at = path): void => setOpened({ path: at, tab: chosen, isChosen: true });
  return { tab, setTab };
}
