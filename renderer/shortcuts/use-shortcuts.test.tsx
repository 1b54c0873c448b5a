// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';
import { activeShortcuts, useShortcutKeys, useShortcuts, type ShortcutHandlers } from './use-shortcuts.ts';

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

function Layer({ handlers }: { readonly handlers: ShortcutHandlers }) {
  useShortcuts(handlers);
  return null;
}

function Page({ layers }: { readonly layers: readonly ShortcutHandlers[] }) {
  useShortcutKeys();
  return (
    <>
      {layers.map((handlers, at) => (
        <Layer handlers={handlers} key={at} />
      ))}
      <input />
      <button type="button">Press</button>
    </>
  );
}

async function show(...layers: readonly ShortcutHandlers[]): Promise<() => Promise<void>> {
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  const root = createRoot(container);
  await act(async () => root.render(<Page layers={layers} />));
  return () => act(async () => root.unmount());
}

function press(key: string, target: Element | null = document.body, more: KeyboardEventInit = {}): void {
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
}

test('the layer that opened last gets the key, and the layer below gets it if the top one does not use it', async () => {
  const pressed: string[] = [];
  const leave = await show({ 'run.pause': () => pressed.push('below') }, { 'run.pause': () => pressed.push('above') });
  press('p');
  await leave();
  const leaveOther = await show({ 'run.pause': () => pressed.push('below') }, { 'run.pause': undefined });
  press('p');
  await leaveOther();
  press('p');
  expect(pressed).toEqual(['above', 'below']);
  expect(activeShortcuts()).toEqual([]);
});

test('a field takes letters, and a held key acts once', async () => {
  const pressed: string[] = [];
  const leave = await show({ 'run.pause': () => pressed.push('pause') });
  press('p', document.querySelector('input'));
  press('p', document.querySelector('button'));
  press('p', document.body, { repeat: true });
  await leave();
  expect(pressed).toEqual(['pause']);
});
