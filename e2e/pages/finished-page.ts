// A finished run: the brush on its overview, the figures of the window, and what its chart of every request shows.
import { expect, type Locator, type Page } from '@playwright/test';

export interface DrawnRequest {
  readonly iteration: number;
  readonly endedAt: number;
}

/** The requests that the canvas painted last, as the canvas itself reports them. */
export async function drawnRequests(page: Page): Promise<DrawnRequest[]> {
  return await page.locator('canvas[data-dots-drawn]').evaluate((canvas) => {
    const { drawnRequests } = canvas as HTMLCanvasElement & { drawnRequests?: () => DrawnRequest[] };
    return (drawnRequests?.() ?? []).map(({ iteration, endedAt }) => ({ iteration, endedAt }));
  });
}

/** Drags a window on the overview, from one fraction of its width to another, and waits for its figures. */
export async function brush(page: Page, from: number, to: number): Promise<void> {
  const box = await page.getByTestId('brush').boundingBox();
  if (box === null) throw new Error('There is no brush.');
  // The margins of the plot, see plot.ts.
  const x = (share: number): number => box.x + 56 + share * (box.width - 56 - 16);
  await page.mouse.move(x(from), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(x(to), box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expectExact(page);
}

export async function placeBy(page: Page, placement: 'Completed' | 'Due'): Promise<void> {
  await page
    .getByRole('radiogroup', { name: 'Requests are placed at the time they were' })
    .getByText(placement, { exact: true })
    .click();
  await expectExact(page);
}

export async function showWholeRun(page: Page): Promise<void> {
  await page.keyboard.press('0');
  await expect(figures(page)).toContainText('Whole run');
}

async function expectExact(page: Page): Promise<void> {
  await expect(figures(page)).toHaveAttribute('aria-busy', 'false');
  await expect(figures(page)).toContainText(/exact, [\d,]+ requests?/);
}

/** As written above the figures. */
export async function shownWindow(
  page: Page,
): Promise<{ readonly from: number; readonly to: number; readonly requests: number }> {
  const words = await figures(page).innerText();
  const [, from = '', to = ''] = /([\d:.]+) to ([\d:.]+)/.exec(words) ?? [];
  const [, requests = ''] = /exact, ([\d,]+) request/.exec(words) ?? [];
  return { from: milliseconds(from), to: milliseconds(to), requests: Number(requests.replaceAll(',', '')) };
}

/** In ms, with all its digits. */
export async function exactFigure(page: Page, name: string): Promise<number> {
  const cell = figures(page)
    .getByTestId('window-figure')
    .filter({ has: page.getByText(name, { exact: true }) });
  const title = await cell.getAttribute('title');
  return Number.parseFloat((title ?? '').replaceAll(',', ''));
}

function figures(page: Page): Locator {
  return page.getByRole('region', { name: 'Figures of the window' });
}

/** "1:02.5" */
function milliseconds(clock: string): number {
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}
