// The demo, in real time: the same twenty requests to a server that answers side by side and to one that does not.
import { expect, test } from './app.ts';
import { demoSeconds, expectDemoDone } from './pages/demo-page.ts';
import { goTo } from './pages/rail.ts';
import { tryDemo } from './pages/start-page.ts';

// Each answer takes a little over a second: 20 requests, 5 at a time or 1 at a time. A task's time includes its waiting.
const EXPECTED = [
  { figure: 'Whole run', server: 'Asynchronous', seconds: 4.2 },
  { figure: 'Mean task', server: 'Asynchronous', seconds: 2.6 },
  { figure: 'Whole run', server: 'Blocking', seconds: 21 },
  { figure: 'Mean task', server: 'Blocking', seconds: 11 },
] as const;

test('the demo shows its four figures within 5 %', async ({ app }) => {
  test.setTimeout(90_000);
  await tryDemo(app.page());
  await expectDemoDone(app.page());
  for (const { figure, server, seconds } of EXPECTED) {
    const shown = await demoSeconds(app.page(), figure, server);
    expect
      .soft(Math.abs(shown / seconds - 1), `${figure}, ${server}: ${shown} s instead of ${seconds} s`)
      .toBeLessThanOrEqual(0.05);
  }
  await goTo(app.page(), 'Runs');
  await expect(app.page().getByRole('row', { name: /20 iterations, 5 VUs/ })).toHaveCount(2);
});
