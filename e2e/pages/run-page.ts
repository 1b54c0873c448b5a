// One run, while it goes on and after.
import { expect, type Locator, type Page } from '@playwright/test';

export type StateWord = 'Running' | 'Completed' | 'Stopped' | 'Failed' | 'Interrupted';

export async function expectState(page: Page, word: StateWord, timeout = 30_000): Promise<void> {
  await expect(page.getByText(word, { exact: true }).first()).toBeVisible({ timeout });
}

export async function pressStop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
}

export function exportCsv(page: Page): Locator {
  return page.getByRole('button', { name: 'Export CSV', exact: true });
}

export function exportSummary(page: Page): Locator {
  return page.getByRole('button', { name: 'Export summary', exact: true });
}
