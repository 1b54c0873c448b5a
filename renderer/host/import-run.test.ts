// @vitest-environment happy-dom
// A file of requests that is dropped on the window is read where it is.
import { expect, test } from 'vitest';
import { TestBridge } from '../test-bridge.ts';

test('the path of a dropped file goes to the host; without a file the host asks for one', async () => {
  const bridge = new TestBridge({ 'imports.start': () => null });
  bridge.install();
  bridge.paths.set('requests.csv', '/home/ada/requests.csv');
  const { importRun } = await import('./import-run.ts');
  await importRun(new File(['a'], 'requests.csv'));
  await importRun(null);
  bridge.paths.set('b.csv', '/home/ada/b.csv');
  await importRun(new File(['a'], 'requests.csv'), new File(['b'], 'b.csv'));
  expect(bridge.calls.map(({ input }) => input)).toEqual([
    { upload: '/home/ada/requests.csv' },
    { upload: null },
    { upload: '/home/ada/requests.csv', more: ['/home/ada/b.csv'] },
  ]);
});
