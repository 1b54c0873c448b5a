// The requests of a finished run: dots on the chart, rows of the table, and the open request.
import type { Locator, Page } from '@playwright/test';

export interface Dot {
  readonly seq: number;
  /** px in the page. */
  readonly x: number;
  readonly y: number;
}

/** The highest dot on the large chart. */
export async function slowestDot(page: Page): Promise<Dot> {
  const dots = await page.locator('canvas').evaluateAll((canvases) =>
    canvases.flatMap((canvas) => {
      const { left, top } = canvas.getBoundingClientRect();
      const drawn = (canvas as { drawnRequests?: () => { seq: number; x: number; y: number }[] }).drawnRequests?.() ?? [];
      return drawn.map(({ seq, x, y }) => ({ seq, x: left + x, y: top + y }));
    }),
  );
  return dots.reduce((highest, dot) => (dot.y < highest.y ? dot : highest), { seq: 0, x: 0, y: Infinity });
}

export async function openDot(page: Page, { x, y }: Dot): Promise<void> {
  await page.mouse.click(x, y);
}

/** Rows of requests, without the header. */
export function requestRows(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Requests' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

export async function sortBy(page: Page, column: string): Promise<void> {
  await page.getByRole('columnheader', { name: column }).getByRole('button').click();
}

export function requestCount(page: Page): Locator {
  return page.getByTestId('request-count');
}

export function openRequest(page: Page): Locator {
  return page.getByRole('complementary', { name: /^Request / });
}
