// The charts and figures of a run agree with its exported requests.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { readCsv } from './csv.ts';
import { brush, drawnRequests, exactFigure, placeBy, showWholeRun, shownWindow } from './pages/finished-page.ts';
import { chooseModel, newPlan, planField } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { exportCsv, expectState, openTab, timesSection } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

interface Row {
  readonly iteration: number;
  readonly dueAt: number;
  readonly endedAt: number;
  readonly response: number;
}

async function exportedRows(app: App): Promise<Row[]> {
  const { header, rows } = readCsv(readFileSync(await app.save('requests.csv', () => exportCsv(app.page())), 'utf8'));
  const number = (row: readonly string[], name: string): number => Number(row[header.indexOf(name)]);
  return rows.map((row) => {
    const dueAt = number(row, 'due_ms');
    const response = number(row, 'response_time_ms');
    return { iteration: number(row, 'iteration'), dueAt, response, endedAt: dueAt + response };
  });
}

/** Nearest rank, as the README defines it. */
function percentile(values: readonly number[], percent: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.max(0, Math.ceil((percent / 100) * ascending.length - 1e-9) - 1)] ?? Number.NaN;
}

/** The figures above the charts and the table of the Summary tab agree about the whole run. */
async function expectOneFigure(page: Page, name: string): Promise<void> {
  await openTab(page, 'Summary');
  await expect(timesSection(page)).toContainText('requests, exact');
  const cells = timesSection(page)
    .getByRole('row', { name: new RegExp(`^${name} `) })
    .getByRole('cell');
  const [service, response] = await Promise.all(
    [0, 1].map(async (at) => Number.parseFloat(((await cells.nth(at).getAttribute('title')) ?? '').replaceAll(',', ''))),
  );
  expect([service, response]).toContain(await exactFigure(page, name));
}

test('at a low rate every request is a dot, and every dot is a request', { tag: '@light' }, async ({ app }) => {
  await using target = await startTarget({ delayMs: (request) => 5 + ((request * 7) % 40), failEvery: 25 });
  await fillFirstRun(app.page(), { url: target.url, vus: 4, iterations: 250 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  await expect(app.page().getByText('all 250 requests').first()).toBeVisible();

  const drawn = (await drawnRequests(app.page())).toSorted((a, b) => a.iteration - b.iteration);
  const rows = (await exportedRows(app)).toSorted((a, b) => a.iteration - b.iteration);
  expect(drawn.map(({ iteration }) => iteration)).toEqual(rows.map(({ iteration }) => iteration));
  expect(target.received()).toBe(drawn.length);
  drawn.forEach((dot, at) => expect(dot.endedAt).toBeCloseTo(rows[at]?.endedAt ?? Number.NaN, 2));
});

test("a brushed window's figures are those of the exported requests within it", async ({ app }) => {
  await using target = await startTarget({ delayMs: (request) => 4 + ((request * 7919) % 53) });
  await goTo(app.page(), 'Plans');
  await newPlan(app.page());
  await planField(app.page(), 'URL').fill(target.url);
  await chooseModel(app.page(), 'Open');
  await planField(app.page(), 'Duration').fill('5s');
  await planField(app.page(), 'Arrival rate').fill('300');
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');
  const rows = await exportedRows(app);
  await expectOneFigure(app.page(), 'p99');

  for (const placement of ['Completed', 'Due'] as const) {
    await placeBy(app.page(), placement);
    await showWholeRun(app.page());
    await brush(app.page(), 0.2, 0.7);
    const { from, to, requests } = await shownWindow(app.page());
    const at = (row: Row): number => (placement === 'Due' ? row.dueAt : row.endedAt);
    const within = rows.filter((row) => at(row) >= from && at(row) < to).map(({ response }) => response);
    expect(requests).toBe(within.length);
    for (const percent of [50, 95, 99]) {
      expect(await exactFigure(app.page(), `p${percent}`)).toBeCloseTo(percentile(within, percent), 2);
    }
    expect(await exactFigure(app.page(), 'Max')).toBeCloseTo(Math.max(...within), 2);
    // The chart is requested separately, and may arrive after the figures.
    await expect.poll(async () => (await drawnRequests(app.page())).length).toBe(within.length);
  }
});
