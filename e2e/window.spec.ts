// What only a window has: its menu, dropped files, what the system shows of a run, and the question before it ends one.
import { expect, test } from './app.ts';
import { planField } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState, exportCsv } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('a run opens in the browser, its file is shown in its folder, and the dropped file brings it back @window', async ({
  app,
}) => {
  await using target = await startTarget({ delayMs: 5 });
  const page = app.page();
  await fillFirstRun(page, { url: target.url, vus: 4, iterations: 200 });
  await pressRun(page);
  await expectState(page, 'Completed');
  const path = await app.save('requests.csv', () => exportCsv(page));
  await page.getByRole('button', { name: 'Show in folder' }).click();

  await app.window().press('&View', 'Runs');
  await expect(page).toHaveURL(/#\/runs$/);
  await app.window().drop(path);
  await expect(page.getByText('Imported 200 requests.')).toBeVisible();

  const shown = await app.window().shown();
  expect(shown).toContainEqual({ kind: 'folder', path });
  expect(shown).toContainEqual({ kind: 'progress', share: -1 });
  expect(shown).toContainEqual({
    kind: 'notice',
    options: { title: expect.stringContaining('completed'), body: expect.any(String) },
  });
  // 4 snapshots per second, of a few hundred bytes each; with the buffers from which they were read, each would be 64 KiB.
  expect(app.window().bytesOf('runs.open')).toBeLessThan(60_000);
});

test('quitting asks for confirmation during a run, and the typed plan and the measured run are there after a restart @window', async ({
  app,
}) => {
  await using target = await startTarget({ delayMs: 20 });
  await app.window().press('&File', 'New Plan');
  await planField(app.page(), 'Plan name').fill('Half written');
  await goTo(app.page(), 'Start');
  await fillFirstRun(app.page(), { url: target.url, vus: 2, iterations: 100_000 });
  await pressRun(app.page());
  await expectState(app.page(), 'Running');

  await app.window().reply({ response: 2 });
  await app.window().askToQuit();
  const question = (await app.window().shown()).findLast(({ kind }) => kind === 'dialog');
  expect(question?.['options']).toMatchObject({
    message: 'A run is going on.',
    buttons: ['Stop and quit', 'Keep running', 'Cancel'],
  });
  await expectState(app.page(), 'Running');
  await app.window().reply({ response: 0 });
  await app.window().askToQuit();
  await app.restart();

  await goTo(app.page(), 'Plans');
  await expect(app.page().getByText('Half written').first()).toBeVisible();
  await goTo(app.page(), 'Runs');
  await expect(app.page().getByText('Stopped').first()).toBeVisible();
});

test('what was typed a moment before the end is there after a new start @window', async ({ app }) => {
  await app.window().press('&File', 'New Plan');
  await planField(app.page(), 'Plan name').fill('Typed in the last moment');
  await app.window().askToQuit();
  await app.restart();
  await goTo(app.page(), 'Plans');
  await expect(app.page().getByText('Typed in the last moment').first()).toBeVisible();
});
