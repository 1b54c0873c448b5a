// The history: a run is found, opened, deleted and restored.
import { expect, test } from './app.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { deleteRun, openRun, runRow, undo } from './pages/runs-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('a run is opened from the history, deleted, and brought back', { tag: '@light' }, async ({ app }) => {
  await using target = await startTarget();
  const name = `GET ${new URL(target.url).host}/`;
  await fillFirstRun(app.page(), { url: target.url, vus: 2, iterations: 50 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');

  await goTo(app.page(), 'Runs');
  await expect(runRow(app.page(), name)).toContainText('50 iterations, 2 VUs');
  await openRun(app.page(), name);
  await expectState(app.page(), 'Completed');

  await goTo(app.page(), 'Runs');
  await deleteRun(app.page(), name);
  await expect(runRow(app.page(), name)).toHaveCount(0);
  await undo(app.page());
  await expect(runRow(app.page(), name)).toHaveCount(1);

  await app.restart();
  await goTo(app.page(), 'Runs');
  await expect(runRow(app.page(), name)).toHaveCount(1);
});
