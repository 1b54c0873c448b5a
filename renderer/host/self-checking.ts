// The latest self-check, started by the button in Help or by the menu of the window.
import type { Result } from '../../shared/errors.ts';
import type { SelfCheck } from '../../shared/self-check.ts';
import { call } from './client.ts';
import { createStore, useStore } from './store.ts';

interface Checking {
  readonly isGoingOn: boolean;
  readonly last: Result<SelfCheck> | null;
}

const checking = createStore<Checking>({ isGoingOn: false, last: null });

export function useSelfCheck(): Checking {
  return useStore(checking, (now) => now);
}

export async function startSelfCheck(): Promise<void> {
  if (checking.get().isGoingOn) return;
  checking.set({ isGoingOn: true, last: null });
  checking.set({ isGoingOn: false, last: await call('app.selfCheck', {}) });
}
