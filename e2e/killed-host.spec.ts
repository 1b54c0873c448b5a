// The host dies in the middle of a run: the history says so and has what was measured.
import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { readCsv } from './csv.ts';
import { goTo } from './pages/rail.ts';
import { exportCsv, expectState } from './pages/run-page.ts';
import { openRun } from './pages/runs-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('a killed host leaves an interrupted run that lacks at most its last second', { tag: '@light' }, async ({ app }) => {
  await using target = await startTarget({ delayMs: 50 });
  await fillFirstRun(app.page(), { url: target.url, vus: 5, iterations: 1_000_000 });
  await pressRun(app.page());
  await expect.poll(target.received).toBeGreaterThan(300);
  await app.killAndRestart();

  await goTo(app.page(), 'Runs');
  await openRun(app.page(), `GET ${new URL(target.url).host}/`);
  await expectState(app.page(), 'Interrupted');
  await expect(
    app
      .page()
      .getByText(/Onrush was closed at .* Everything until then is here\./)
      .first(),
  ).toBeVisible();

  const { rows } = readCsv(readFileSync(await app.save('requests.csv', () => exportCsv(app.page())), 'utf8'));
  // 5 users at 50 ms per request are 100 requests in a second; a busy computer may write that second a little late.
  expect(rows.length).toBeGreaterThan(target.received() - 200);
  expect(rows.length).toBeLessThanOrEqual(target.received());
});
