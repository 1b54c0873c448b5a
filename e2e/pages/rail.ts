// The navigation on the left.
import { expect, type Page } from '@playwright/test';

export type Place = 'Start' | 'Plans' | 'Runs' | 'Compare' | 'Settings' | 'Help';

/** Returns once the place is visible: the screen before it may have fields of the same names. */
export async function goTo(page: Page, place: Place): Promise<void> {
  const link = page.getByRole('link', { name: place, exact: true });
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
}
