// The demo, in real time: the same twenty requests to a server that responds concurrently and to one that does not.
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectAccessible } from './axe.ts';
import { measureAgain } from './measure-again.ts';
import { headline } from './pages/compare-page.ts';
import { demoSeconds, expectDemoDone, runDemoAgain } from './pages/demo-page.ts';
import { goTo } from './pages/rail.ts';
import { tryDemo } from './pages/start-page.ts';

// Each response takes a little over a second: 20 requests, 5 at a time or 1 at a time. A task's time includes its waiting.
const EXPECTED = [
  { figure: 'Whole run', server: 'Asynchronous', seconds: 4.2 },
  { figure: 'Mean task', server: 'Asynchronous', seconds: 2.6 },
  { figure: 'Whole run', server: 'Blocking', seconds: 21 },
  { figure: 'Mean task', server: 'Blocking', seconds: 11 },
] as const;

test('the demo shows its four figures within 5 % and ends with their comparison', { tag: '@light' }, async ({ app }) => {
  test.setTimeout(600_000);
  let isFirst = true;
  await measureAgain(async () => {
    await (isFirst ? tryDemo(app.page()) : runDemoAgain(app.page()));
    isFirst = false;
    await expectDemoDone(app.page());
    // A busy computer also delays the servers.
    const wrong = (await readErrors(app.page())).filter(({ share }) => share > 0.05);
    return wrong.length === 0 ? null : wrong.map(({ what }) => what).join('; ');
  });
  await expectAccessible(app.page(), 'the demo, done');
  await app.page().getByRole('link', { name: 'Compare them' }).click();
  await expect(headline(app.page())).toBeVisible();
  await expectAccessible(app.page(), 'the comparison of its two runs');
  await goTo(app.page(), 'Start');
  await expectAccessible(app.page(), 'the start with runs');
  await goTo(app.page(), 'Runs');
  await expect(
    app
      .page()
      .getByRole('row', { name: /20 iterations, 5 VUs/ })
      .nth(1),
  ).toBeVisible();
});

async function readErrors(page: Page): Promise<{ what: string; share: number }[]> {
  const errors = [];
  for (const { figure, server, seconds } of EXPECTED) {
    const shown = await demoSeconds(page, figure, server);
    errors.push({ what: `${figure}, ${server}: ${shown} s instead of ${seconds} s`, share: Math.abs(shown / seconds - 1) });
  }
  return errors;
}
