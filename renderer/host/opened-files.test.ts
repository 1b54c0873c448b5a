// @vitest-environment happy-dom
// A file that is opened from outside is handled like one that is dropped on the page.
import { expect, test, vi } from 'vitest';
import { TestBridge } from '../test-bridge.ts';

test('a plan is saved with the folder of its file, runs are imported by their path', async () => {
  const text =
    '{"version":1,"scenarios":[{"steps":[{"url":"http://127.0.0.1/"}]}],"load":{"model":"iterations","iterations":1,"vus":1}}';
  const bridge = new TestBridge({
    'files.take': () => [
      { kind: 'plan', name: 'shop.onrush', path: '/home/ada/shop.onrush', ticket: 't1' },
      { kind: 'plan', name: 'gone.onrush', path: '/home/ada/gone.onrush', ticket: 't2' },
      { kind: 'runs', path: '/home/ada/run.csv' },
    ],
    'imports.start': () => null,
  });
  bridge.install();
  const given = new Map([['/opened/t1', text]]);
  vi.stubGlobal('fetch', async (path: string) => new Response(given.get(path) ?? null, { status: given.has(path) ? 200 : 404 }));
  const { takeOpenedFiles } = await import('./opened-files.ts');
  await takeOpenedFiles();
  await vi.waitFor(() => expect(bridge.calls.map(({ name }) => name)).toContain('imports.start'), 30_000);
  expect(bridge.calls.find(({ name }) => name === 'plans.save')?.input).toMatchObject({ folder: '/home/ada/' });
  expect(bridge.calls.find(({ name }) => name === 'imports.start')?.input).toEqual({ upload: '/home/ada/run.csv' });
});
