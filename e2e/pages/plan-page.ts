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
  const list = page.getByRole('navigation', { name: 'Plans' });
  // On a wide screen the editor is open at once, next to its list.
  await expect(page.getByRole('button', { name: 'Choose a plan' })).toBeVisible();
  if ((await list.count()) === 0) await page.getByRole('button', { name: 'Choose a plan' }).click();
  await list.getByRole('link', { name }).click();
  await expect(planField(page, 'Plan name')).toHaveValue(name);
}

/** A row of the outline: a step, a scenario, or a row that adds one. */
export function outlineRow(page: Page, name: string | RegExp): Locator {
  return page.getByRole('tree', { name: 'What this plan sends' }).getByRole('treeitem', { name });
}

export async function addStep(page: Page, url: string): Promise<void> {
  await outlineRow(page, 'Add a step').last().click();
  await planField(page, 'URL').fill(url);
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

/** The load model, the thresholds and the limits at the bottom. */
export async function openLoad(page: Page): Promise<void> {
  const strip = page.getByRole('region', { name: 'Load', exact: true }).getByRole('button', { name: /^Load/ });
  if ((await strip.getAttribute('aria-expanded')) === 'false') await strip.click();
  await expect(strip).toHaveAttribute('aria-expanded', 'true');
}

/** Opens the dialog with the plan's settings of that name, and closes it when they are changed. */
export async function changeLimits(page: Page, title: 'Time limits' | 'Connection', change: () => Promise<void>): Promise<void> {
  await openLoad(page);
  await page.getByRole('button', { name: `Change: ${title}` }).click();
  await change();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Switches between the fields and the plan's text. */
export async function toggleJson(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /^(JSON|Show the fields)$/ }).click();
}
