// @vitest-environment happy-dom
// A screen that fails leaves the rest of the window as it is.
import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { TestBridge } from '../test-bridge.ts';

test('a sentence takes the place of a screen that fails, the error is logged, and the screen can be shown again', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // React prints the error as well.
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const bridge = new TestBridge({ 'app.logError': () => null });
  bridge.install();
  const { ScreenBoundary } = await import('./screen-boundary.tsx');
  let isBroken = true;
  function Screen(): ReactNode {
    if (isBroken) throw new Error('the screen broke');
    return <p>The screen</p>;
  }
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () =>
    root.render(
      <MantineProvider>
        <nav>Runs</nav>
        <ScreenBoundary>
          <Screen />
        </ScreenBoundary>
      </MantineProvider>,
    ),
  );
  expect(place.querySelector('nav')?.textContent).toBe('Runs');
  expect(place.querySelector('[role=alert] h1')?.textContent).toBe('Internal error: this screen cannot be shown');
  expect(bridge.calls).toMatchObject([
    { name: 'app.logError', input: { where: 'A screen', text: expect.stringContaining('the screen broke') } },
  ]);

  isBroken = false;
  await act(async () => place.querySelector('button')?.click());
  expect(place.querySelector('p')?.textContent).toBe('The screen');
  await act(async () => root.unmount());
  printed.mockRestore();
});
