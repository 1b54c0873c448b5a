// The comparison of two runs.
import { expect, type Locator, type Page } from '@playwright/test';

export async function compareThisRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Compare/ }).click();
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
}

/** The heading of the verdict band. */
export function headline(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdict' }).getByRole('heading');
}

/** The name of the figure, or its beginning, such as "Mean response time". */
export function figureRow(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
}

export async function swap(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Swap/ }).click();
}
