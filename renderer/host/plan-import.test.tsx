// @vitest-environment happy-dom
// The reader of files breaks: the screen of the import says so, and does not wait for ever.
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { TestBridge } from '../test-bridge.ts';

class BrokenWorker extends EventTarget {
  postMessage(): void {
    queueMicrotask(() => this.dispatchEvent(new ErrorEvent('error', { message: 'Error: it broke' })));
  }

  terminate(): void {
    // It has ended already.
  }
}

test('an error of the reader is logged and shown', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('Worker', BrokenWorker);
  const bridge = new TestBridge({ 'app.logError': () => null });
  bridge.install();
  const { importFiles, usePlanImport } = await import('./plan-import.ts');
  function Shown(): ReactNode {
    const shown = usePlanImport();
    return shown.state === 'failed' ? shown.message : shown.state;
  }
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(<Shown />));
  await act(async () => importFiles([new File(['{}'], 'shop.har')]));
  expect(place.textContent).toBe('Internal error: this file could not be read. The details are in the log.');
  expect(bridge.calls).toMatchObject([{ name: 'app.logError', input: { where: 'The reader of files' } }]);
  await act(async () => root.unmount());
});
