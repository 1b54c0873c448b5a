// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestBridge } from '../../test-bridge.ts';

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the completions of a typed path are listed, relative to the folder of its plan', async () => {
  const bridge = new TestBridge({ 'plans.completePath': ({ text }) => [`${text}ca.pem`, `${text}client.pem`] });
  bridge.install();
  const { PathInput, PathPlanContext } = await import('./path-input.tsx');
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  const root = createRoot(container);
  const show = (value: string): void =>
    act(() =>
      root.render(
        <PathPlanContext value="plan-1">
          <PathInput value={value} onChange={() => undefined} aria-label="CA file" />
        </PathPlanContext>,
      ),
    );
  const wait = (): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(200)));
  show('certs/');
  await wait();
  // A field that nobody uses asks for nothing.
  expect(bridge.calls).toEqual([]);
  const input = container.querySelector('input') ?? expect.unreachable('There is a field');
  act(() => input.focus());
  await wait();
  expect(bridge.calls).toEqual([{ name: 'plans.completePath', input: { text: 'certs/', planId: 'plan-1' } }]);
  const list = container.querySelector('datalist');
  expect(input.getAttribute('list')).toBe(list?.id);
  expect([...(list?.children ?? [])].map((option) => option.getAttribute('value'))).toEqual(['certs/ca.pem', 'certs/client.pem']);
  show('certs/c');
  show('certs/cl');
  await wait();
  expect(bridge.calls.slice(1)).toEqual([{ name: 'plans.completePath', input: { text: 'certs/cl', planId: 'plan-1' } }]);
  act(() => root.unmount());
});
