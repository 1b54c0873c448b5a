// Failed requests can be examined, and their times are separate from those of successful ones.
import { expect, test } from './app.ts';
import { example, expectState, nextExample, openExamples, openTab, requestsSwitch, timesSection } from './pages/run-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('a kind of failure opens its responses', async ({ app }) => {
  await using target = await startTarget({ failEvery: 5 });
  await fillFirstRun(app.page(), { url: target.url, vus: 4, iterations: 100 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');

  await openExamples(app.page(), 'Server error (5xx)');
  await expect(example(app.page())).toContainText('20 requests failed like this, 5 examples');
  await expect(example(app.page())).toContainText('1 of 5');
  await expect(example(app.page())).toContainText('500 Internal Server Error');
  await expect(example(app.page())).toContainText('content-type: text/plain');
  await expect(example(app.page())).toContainText('set-cookie: hidden, a secret');
  await expect(example(app.page())).toContainText('hello');
  await nextExample(app.page()).click();
  await expect(example(app.page())).toContainText('2 of 5');
});

test('times are shown for all requests, for successful ones, and for failed ones', async ({ app }) => {
  await using target = await startTarget({ failEvery: 10 });
  await fillFirstRun(app.page(), { url: target.url, vus: 2, iterations: 200 });
  await pressRun(app.page());
  await expectState(app.page(), 'Completed');

  await openTab(app.page(), 'Summary');
  await expect(timesSection(app.page())).toContainText('of 200 requests');
  await requestsSwitch(app.page(), 'Failed 20').click();
  await expect(timesSection(app.page())).toContainText('of 20 failed requests');
  await expect(app.page().getByText('all 20 failed requests')).toBeVisible();
  await requestsSwitch(app.page(), 'Succeeded').click();
  await expect(timesSection(app.page())).toContainText('of 180 succeeded requests');
});
