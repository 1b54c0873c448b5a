// @vitest-environment happy-dom
// The menu of the window does what the page offers now, and nothing behind a question.
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { menuAction } from '../host/menu-actions.ts';
import { useMenu } from './use-menu.ts';
import { useShortcuts } from './use-shortcuts.ts';

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

const pressed: string[] = [];

function Page({ isAsking }: { readonly isAsking: boolean }) {
  useMenu();
  useShortcuts({ 'plan.run': () => pressed.push('run'), 'plan.save': () => pressed.push('save') });
  return isAsking ? createElement('div', { role: 'dialog', 'aria-modal': true }, 'Delete this plan?') : null;
}

let show: (isAsking: boolean) => Promise<void>;

beforeEach(() => {
  pressed.length = 0;
  location.hash = '#/plans/1';
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  const root = createRoot(container);
  show = (isAsking) => act(async () => root.render(<Page isAsking={isAsking} />));
  return () => act(async () => root.unmount());
});

test('an item does what its keys do, and goes to its screen', async () => {
  await show(false);
  menuAction.set({ kind: 'press', shortcut: 'plan.run' });
  menuAction.set({ kind: 'press', shortcut: 'plan.pause' });
  menuAction.set({ kind: 'go', fragment: '#/runs' });
  expect([pressed, location.hash]).toEqual([['run'], '#/runs']);
});

test('nothing is done behind a question, and again once it has a reply', async () => {
  await show(true);
  menuAction.set({ kind: 'press', shortcut: 'plan.run' });
  menuAction.set({ kind: 'press', shortcut: 'plan.save' });
  menuAction.set({ kind: 'go', fragment: '#/runs' });
  expect([pressed, location.hash]).toEqual([[], '#/plans/1']);
  await show(false);
  menuAction.set({ kind: 'press', shortcut: 'plan.save' });
  expect(pressed).toEqual(['save']);
});
