// The navigation at the left.
import type { Page } from '@playwright/test';

export type Place = 'Start' | 'Plans' | 'Runs' | 'Compare' | 'Settings' | 'Help';

export async function goTo(page: Page, place: Place): Promise<void> {
  await page.getByRole('link', { name: place, exact: true }).click();
}
