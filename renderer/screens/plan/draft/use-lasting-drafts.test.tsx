// @vitest-environment happy-dom
// Unsaved plans come back from the host after a new start, and go there as they change.
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { TestBridge } from '../../../test-bridge.ts';
import { newDraft } from './draft.ts';

test('what the host kept is there, what this tab has is newer, and each change goes to the host, at the latest at its end', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const kept = { ...newDraft(), name: 'Of yesterday' };
  sessionStorage.setItem('onrush-draft:mine', JSON.stringify({ ...newDraft(), name: 'Of this tab' }));
  const bridge = new TestBridge({
    'drafts.list': () => [
      { planId: 'new', draft: kept },
      { planId: 'mine', draft: kept },
      { planId: 'old', draft: { of: 'another version' } },
    ],
    'drafts.keep': () => null,
    'drafts.written': () => null,
  });
  bridge.install();
  const { drafts } = await import('./draft-store.ts');
  const { useLastingDrafts } = await import('./use-lasting-drafts.ts');
  function Page() {
    useLastingDrafts();
    return null;
  }
  const root = createRoot(document.createElement('div'));
  await act(async () => root.render(<Page />));
  await vi.waitFor(
    () =>
      expect(
        [...drafts.all()].map(([id, { name }]) => [id, name]).toSorted(([a], [b]) => String(a).localeCompare(String(b))),
      ).toEqual([
        ['mine', 'Of this tab'],
        ['new', 'Of yesterday'],
      ]),
    30_000,
  );
  drafts.keep('new', null);
  expect(bridge.calls.at(-1)).toEqual({ name: 'drafts.keep', input: { planId: 'new', draft: null } });
  // The program ends before there was a pause in typing.
  drafts.keep('new', { ...newDraft(), name: 'Half typ' });
  bridge.emit({ type: 'ending' });
  expect(bridge.calls.slice(-2)).toMatchObject([
    { name: 'drafts.keep', input: { planId: 'new', draft: { name: 'Half typ' } } },
    { name: 'drafts.written', input: {} },
  ]);
  await act(async () => root.unmount());
});
