// The plan editor.
import { expect, type Locator, type Page } from '@playwright/test';

export type LoadModel = 'Iterations' | 'Closed' | 'Open';

export async function newPlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Write a plan' }).click();
  await expect(planField(page, 'URL')).toBeVisible();
}

export async function chooseModel(page: Page, model: LoadModel): Promise<void> {
  await page
    .getByRole('radiogroup', { name: 'Load model' })
    .getByRole('radio', { name: `${model} model` })
    .check({ force: true });
}

export function chosenModel(page: Page): Locator {
  return page.getByRole('radiogroup', { name: 'Load model' }).getByRole('radio', { checked: true });
}

export function planField(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

export async function savePlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/^Saved /)).toBeVisible();
}

export async function openPlan(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Plans' }).getByRole('link', { name }).click();
  await expect(planField(page, 'Plan name')).toHaveValue(name);
}
