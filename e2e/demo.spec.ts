// The demo, in real time: the same twenty requests to a server that responds concurrently and to one that does not.
import { readFileSync } from 'node:fs';
import { expect, test, type App } from './app.ts';
import { expectAccessible } from './axe.ts';
import { readCsv } from './csv.ts';
import { headline } from './pages/compare-page.ts';
import { demoSeconds, expectDemoDone, type DemoServer } from './pages/demo-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState, exportCsv } from './pages/run-page.ts';
import { tryDemo } from './pages/start-page.ts';

/** No response takes less, however idle the computer is; a busy one delays the servers as well. In seconds. */
const LEAST_RESPONSE = 1.04;
/** How often one response follows another in a run: 20 requests, 5 at a time or 1 at a time. */
const ROUNDS: Readonly<Record<DemoServer, number>> = { Asynchronous: 4, Blocking: 20 };

test('the demo shows the figures of its requests and ends with their comparison', { tag: '@light' }, async ({ app }) => {
  test.setTimeout(600_000);
  const page = app.page();
  await tryDemo(page);
  await expectDemoDone(page);
  const shown = {
    Asynchronous: [await demoSeconds(page, 'Whole run', 'Asynchronous'), await demoSeconds(page, 'Mean task', 'Asynchronous')],
    Blocking: [await demoSeconds(page, 'Whole run', 'Blocking'), await demoSeconds(page, 'Mean task', 'Blocking')],
  };
  await expectAccessible(page, 'the demo, done');
  await page.getByRole('link', { name: 'Compare them' }).click();
  await expect(headline(page)).toBeVisible();
  await expectAccessible(page, 'the comparison of its two runs');
  await goTo(page, 'Start');
  await expectAccessible(page, 'the start with runs');
  for (const server of ['Blocking', 'Asynchronous'] as const) {
    const requests = await requestsOf(app, server);
    expect(requests).toHaveLength(20);
    // A task's time includes its wait for one of the five users.
    const whole = Math.max(...requests.map(({ due, response }) => due + response));
    const mean = requests.reduce((sum, { response }) => sum + response, 0) / requests.length;
    const [wholeShown = 0, meanShown = 0] = shown[server];
    expect(Math.abs(wholeShown / whole - 1)).toBeLessThan(0.01);
    expect(Math.abs(meanShown / mean - 1)).toBeLessThan(0.01);
    expect(Math.min(...requests.map(({ service }) => service))).toBeGreaterThan(LEAST_RESPONSE);
    expect(whole).toBeGreaterThan(ROUNDS[server] * LEAST_RESPONSE);
  }
});

interface DemoRequest {
  /** In seconds. */
  readonly due: number;
  readonly response: number;
  readonly service: number;
}

/** The newest run is the first in the list, and the blocking server comes last in the demo. */
async function requestsOf(app: App, server: DemoServer): Promise<readonly DemoRequest[]> {
  await goTo(app.page(), 'Runs');
  const rows = app.page().getByRole('row', { name: /20 iterations, 5 VUs/ });
  await rows.nth(server === 'Blocking' ? 0 : 1).click();
  await expectState(app.page(), 'Completed');
  const { header, rows: lines } = readCsv(readFileSync(await app.save(`${server}.csv`, () => exportCsv(app.page())), 'utf8'));
  const seconds = (line: readonly string[], name: string): number => Number(line[header.indexOf(name)]) / 1000;
  return lines.map((line) => ({
    due: seconds(line, 'due_ms'),
    response: seconds(line, 'response_time_ms'),
    service: seconds(line, 'service_time_ms'),
  }));
}
