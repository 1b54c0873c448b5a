// Before anything is sent to a public host, a question is shown; the tests only ever answer no.
import { expect, test } from './app.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';

test('cancelling the question about a public host sends nothing and stays on the start screen', async ({ app }) => {
  const page = app.page();
  await fillFirstRun(page, { url: 'http://203.0.113.9/', vus: 20, iterations: 5000 });
  await pressRun(page);
  const dialog = page.getByRole('dialog', { name: 'Send 5,000 requests to 203.0.113.9?' });
  await expect(dialog).toContainText('It is a public address. Up to 20 at once');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('URL')).toHaveValue('http://203.0.113.9/');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
});
