// The first screen: a URL and Run.
import type { Page } from '@playwright/test';

export interface FirstRun {
  readonly url: string;
  readonly vus: number;
  readonly iterations: number;
}

export async function fillFirstRun(page: Page, { url, vus, iterations }: FirstRun): Promise<void> {
  await field(page, 'URL').fill(url);
  await page.getByRole('radiogroup', { name: 'How much to send' }).getByText('A number of requests').click();
  await field(page, 'Virtual users').fill(String(vus));
  await field(page, 'Iterations').fill(String(iterations));
}

export async function pressRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

export async function tryDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the demo' }).click();
}

export function field(page: Page, name: string) {
  return page.getByRole('textbox', { name, exact: true });
}
