// Control of an active run: the load is changed and the run paused, and both are stored with the run.
import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { readCsv } from './csv.ts';
import { changeLoad, chartMark, event, expectState, exportCsv, pressPause, pressResume, pressStop } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('the target sees more virtual users, a pause, and fewer users, and the run records them', async ({ app }) => {
  await using target = await startTarget({ delayMs: 40 });
  await fillFirstRun(app.page(), { url: target.url, vus: 2, iterations: 100_000 });
  await pressRun(app.page());
  await expect.poll(target.received).toBeGreaterThan(10);
  expect(target.mostAtOnce()).toBe(2);

  await changeLoad(app.page(), 'Virtual users', '9');
  await expect(event(app.page(), 'Load changed to 9 VUs')).toBeVisible();
  await expect.poll(target.mostAtOnce).toBe(9);

  await pressPause(app.page());
  await expectState(app.page(), 'Paused');
  await expect.poll(target.inFlight).toBe(0);
  const received = target.received();
  await changeLoad(app.page(), 'Virtual users', '3');
  await expect(event(app.page(), 'Load changed to 3 VUs')).toBeVisible();
  expect(target.received()).toBe(received);

  await pressResume(app.page());
  await expectState(app.page(), 'Running');
  await expect.poll(target.received).toBeGreaterThan(received + 10);
  await pressStop(app.page());
  await expectState(app.page(), 'Stopped');
  await expect(chartMark(app.page(), 'Load changed to 9 VUs')).toBeVisible();
  await expect(chartMark(app.page(), 'Paused at')).toBeVisible();

  const { header, rows } = readCsv(readFileSync(await app.save('requests.csv', () => exportCsv(app.page())), 'utf8'));
  const users = rows.slice(-10).map((row) => Number(row[header.indexOf('vu')]));
  expect(rows).toHaveLength(target.received());
  expect(Math.max(...rows.map((row) => Number(row[header.indexOf('vu')])))).toBe(9);
  expect(Math.max(...users)).toBe(3);
});

test('an impossible load is refused with a sentence, using only the keyboard', async ({ app }) => {
  await using target = await startTarget({ delayMs: 40 });
  await fillFirstRun(app.page(), { url: target.url, vus: 2, iterations: 100_000 });
  await pressRun(app.page());
  await expectState(app.page(), 'Running');
  const { keyboard } = app.page();
  await keyboard.press('l');
  await expect(app.page().getByLabel('Virtual users', { exact: true })).toBeFocused();
  await keyboard.press('Control+a');
  await keyboard.type('60000');
  await keyboard.press('Enter');
  await expect(app.page().getByRole('alert')).toHaveText('Write a whole number of virtual users from 1 to 50,000.');
  await keyboard.press('Escape');
  await expect(app.page().getByRole('button', { name: 'Change load' })).toBeFocused();
  await pressStop(app.page());
  await expectState(app.page(), 'Stopped');
});
