// One run, during and after it.
import { expect, type Locator, type Page } from '@playwright/test';

export type StateWord = 'Running' | 'Paused' | 'Completed' | 'Stopped' | 'Failed' | 'Interrupted';

export async function expectState(page: Page, word: StateWord): Promise<void> {
  await expect(page.getByRole('main').locator('header').getByText(word, { exact: true })).toBeVisible({ timeout: 120_000 });
}

export async function pressStop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
}

export async function pressPause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

export async function pressResume(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
}

export async function changeLoad(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Change load' }).click();
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeHidden();
}

/** One line in the list of events of the run. */
export function event(page: Page, words: string): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: 'Events', exact: true }) }).getByText(words);
}

/** The label in the charts at the moment of the event. */
export function chartMark(page: Page, words: string): Locator {
  return page.getByRole('note', { name: words });
}

export async function exportCsv(page: Page): Promise<void> {
  await exportAs(page, 'All requests');
}

export async function exportSummary(page: Page): Promise<void> {
  await exportAs(page, 'Summary');
}

export async function exportAs(page: Page, item: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Export', exact: true });
  // The menu stays open to show the progress of a file.
  if ((await menu.getAttribute('aria-expanded')) !== 'true') await menu.click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** All, Succeeded or Failed, with its count. */
export function requestsSwitch(page: Page, name: string): Locator {
  return page.getByRole('radiogroup', { name: 'Requests' }).getByText(name, { exact: true });
}

/** Opens a tab of a finished run. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

export function timesSection(page: Page): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: 'Times', exact: true }) });
}

export async function openExamples(page: Page, kind: string): Promise<void> {
  await page.getByRole('tab', { name: 'Failures' }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: kind }) });
  await row.getByRole('button', { name: 'Examples' }).click();
}

export function example(page: Page): Locator {
  return page.getByRole('dialog');
}

export function nextExample(page: Page): Locator {
  return page.getByRole('button', { name: 'Next example' });
}

export function nameField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Name of this run' });
}

export async function addTag(page: Page, tag: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('textbox', { name: 'New tag' }).fill(tag);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `Remove the tag ${tag}` })).toBeVisible();
}

export async function removeTag(page: Page, tag: string): Promise<void> {
  await page.getByRole('button', { name: `Remove the tag ${tag}` }).click();
  await expect(page.getByRole('button', { name: `Remove the tag ${tag}` })).toHaveCount(0);
}

export async function writeNotes(page: Page, notes: string): Promise<void> {
  await page.getByRole('button', { name: 'Add notes' }).click();
  await page.getByRole('textbox', { name: 'Notes on this run' }).fill(notes);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Notes', exact: true })).toBeVisible();
}
