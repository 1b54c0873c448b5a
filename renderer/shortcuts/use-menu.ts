// The items of the window's menu that concern the page: screens, and everything with a shortcut.
import { useEffect } from 'react';
import type { MenuAction } from '../../shared/menu-action.ts';
import { importRun } from '../host/import-run.ts';
import { startSelfCheck } from '../host/self-checking.ts';
import { menuAction } from '../host/menu-actions.ts';
import { SHORTCUT_IDS } from './shortcuts.ts';
import { MODAL, pressShortcut } from './use-shortcuts.ts';

/** The app calls it once. */
export function useMenu(): void {
  useEffect(
    () =>
      menuAction.watch(() => {
        const action = menuAction.get();
        if (action !== null) act(action);
      }),
    [],
  );
}

function act(action: MenuAction): void {
  // The keys of an item reach the menu once the page does not handle them, so a question keeps them as it does in a browser.
  if (document.querySelector(MODAL) !== null) return;
  if (action.kind === 'go') location.hash = action.fragment;
  if (action.kind === 'import-run') void importRun(null);
  if (action.kind === 'self-check') {
    location.hash = '#/help';
    void startSelfCheck();
  }
  if (action.kind !== 'press') return;
  const id = SHORTCUT_IDS.find((one) => one === action.shortcut);
  if (id !== undefined) pressShortcut(id);
}
