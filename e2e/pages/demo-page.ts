// The demo: two servers, next to each other.
import { expect, type Page } from '@playwright/test';

export type DemoFigure = 'Whole run' | 'Mean task';
export type DemoServer = 'Asynchronous' | 'Blocking';

export async function expectDemoDone(page: Page): Promise<void> {
  await expect(page.getByText('The demo is done.')).toBeAttached({ timeout: 240_000 });
}

/** In seconds, as shown. */
export async function demoSeconds(page: Page, figure: DemoFigure, server: DemoServer): Promise<number> {
  const column = server === 'Asynchronous' ? 0 : 1;
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: figure, exact: true }) });
  const text = await row.getByRole('cell').nth(column).innerText();
  expect(text).toMatch(/^[\d.]+ s$/);
  return Number.parseFloat(text);
}
