// The history.
import type { Locator, Page } from '@playwright/test';

export function runRow(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
}

export async function openRun(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
}

export async function deleteRun(page: Page, name: string): Promise<void> {
  await runRow(page, name)
    .getByRole('button', { name: /^Delete / })
    .click();
}

export async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click();
}

export async function searchRuns(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Search runs' }).fill(text);
}

/** The number of runs in the list. */
export async function matchCount(page: Page): Promise<number> {
  return await page.getByTestId('run').count();
}

/** A file is chosen afterwards. */
export async function pressImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import…' }).click();
}
