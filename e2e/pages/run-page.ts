// One run, while it goes on and after.
import { expect, type Locator, type Page } from '@playwright/test';

export type StateWord = 'Running' | 'Completed' | 'Stopped' | 'Failed' | 'Interrupted';

export async function expectState(page: Page, word: StateWord, timeout = 30_000): Promise<void> {
  await expect(page.getByRole('main').locator('header').getByText(word, { exact: true })).toBeVisible({ timeout });
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

/** All, Succeeded or Failed, with the count that stands beside it. */
export function requestsSwitch(page: Page, name: string): Locator {
  return page.getByRole('radiogroup', { name: 'Requests' }).getByText(name, { exact: true });
}

export function timesSection(page: Page): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: 'Times', exact: true }) });
}

export async function openExamples(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: kind }).click();
}

export function example(page: Page): Locator {
  return page.getByRole('dialog');
}

export function nextExample(page: Page): Locator {
  return page.getByRole('button', { name: 'Next example' });
}
