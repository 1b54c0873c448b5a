// Everything can be reached with the keyboard, and the list of shortcuts is correct.
import { expect, test } from './app.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { field, fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('the palette goes to a screen, changes the theme and opens a run by its name', async ({ app }) => {
  await using target = await startTarget();
  await fillFirstRun(app.page(), { url: `${target.url}items`, vus: 2, iterations: 20 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');

  const choose = async (text: string, option: string): Promise<void> => {
    await app.page().keyboard.press('Control+k');
    await app.page().getByRole('combobox', { name: 'Command, plan or run' }).fill(text);
    await expect(app.page().getByRole('option', { name: option, selected: true })).toBeVisible();
    await app.page().keyboard.press('Enter');
  };
  await choose('settings', 'Go to Settings');
  await expect(app.page().getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await choose('light', 'Theme: light');
  await expect(app.page().locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  await choose('items', 'Open run “GET');
  await expectState(app.page(), 'Completed');
});

test('a run is stopped and run again without a pointer', async ({ app }) => {
  await using target = await startTarget({ delayMs: 50 });
  await fillFirstRun(app.page(), { url: target.url, vus: 2, iterations: 100_000 });
  await app.page().keyboard.press('Enter');
  await expectState(app.page(), 'Running');
  await app.page().keyboard.press('f');
  await expect(app.page().getByRole('radio', { name: /^Failed/ })).toBeChecked();
  await app.page().keyboard.press('p');
  await expect(app.page().getByRole('button', { name: 'Resume' })).toBeVisible();
  await app.page().keyboard.press('p');
  await app.page().keyboard.press('Control+.');
  await expectState(app.page(), 'Stopped');
  await app.page().keyboard.press('Control+Enter');
  await expectState(app.page(), 'Running');
  // The chart and its table hand the focus to each other.
  const cursor = app.page().getByRole('slider', { name: 'Column under the cursor' });
  await cursor.focus();
  await app.page().keyboard.press('t');
  await expect(app.page().getByRole('region', { name: 'The chart as a table' })).toBeFocused();
  await app.page().keyboard.press('t');
  await expect(cursor).toBeFocused();
  await app.page().keyboard.press('Control+.');
  await expectState(app.page(), 'Stopped');
});

test('? lists the keys outside of fields, and is typed within them', async ({ app }) => {
  await field(app.page(), 'URL').press('?');
  await expect(field(app.page(), 'URL')).toHaveValue('?');
  await goTo(app.page(), 'Settings');
  await app.page().keyboard.press('?');
  const list = app.page().getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list.getByText('Stop; twice cancels what is in flight')).toBeVisible();
  await app.page().keyboard.press('Escape');
  await expect(list).toBeHidden();
  await goTo(app.page(), 'Help');
  await expect(
    app.page().getByText('From sending the request to the last byte of the response, including connecting.'),
  ).toBeVisible();
});
