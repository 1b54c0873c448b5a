// People distinguish runs by what they write on them: a name, tags, notes, a star; and the trend of a plan over its runs.
import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { newPlan, planField, savePlan } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { addTag, expectState, exportSummary, nameField, removeTag, writeNotes } from './pages/run-page.ts';
import { matchCount, openRun, runRow, searchRuns, undo } from './pages/runs-page.ts';
import { fillFirstRun, pressRun } from './pages/start-page.ts';
import { startTarget } from './target.ts';

test('a run gets a name, tags, a star and notes, and is found again by them', { tag: '@light' }, async ({ app }) => {
  await using target = await startTarget();
  const page = app.page();
  for (const iterations of [20, 30]) {
    await goTo(page, 'Start');
    await fillFirstRun(page, { url: target.url, vus: 2, iterations });
    await pressRun(page);
    await expectState(page, 'Completed');
  }
  await nameField(page).fill('Before the fix');
  await nameField(page).press('Enter');
  await addTag(page, 'nightly');
  await addTag(page, 'staging');
  await writeNotes(page, 'Cold cache.\nNobody else there.');
  await page.getByRole('button', { name: 'Star', exact: true }).click();
  await removeTag(page, 'staging');
  await undo(page);
  const summary = JSON.parse(readFileSync(await app.save('summary.json', () => exportSummary(page)), 'utf8'));
  expect(summary).toMatchObject({
    name: 'Before the fix',
    notes: 'Cold cache.\nNobody else there.',
    tags: ['nightly', 'staging'],
  });

  await goTo(page, 'Runs');
  await searchRuns(page, 'tag:nightly failed:no fix');
  await expect(runRow(page, 'Before the fix')).toContainText('staging');
  expect(await matchCount(page)).toBe(1);
  await searchRuns(page, 'tag:nightly failed:yes');
  await expect(page.getByText('Nothing matches tag:nightly failed:yes')).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  expect(await matchCount(page)).toBe(2);
  await page.getByRole('radiogroup', { name: 'Which runs' }).getByText('Starred').click();
  await expect(runRow(page, 'Before the fix').getByRole('button', { name: /^Star / })).toHaveAttribute('aria-pressed', 'true');
  expect(await matchCount(page)).toBe(1);

  await app.restart();
  await goTo(app.page(), 'Runs');
  await openRun(app.page(), 'Before the fix');
  await expect(app.page().getByRole('button', { name: 'Notes', exact: true })).toBeVisible();
});

test('three runs of a saved plan make a trend, and each of its points opens its run', { tag: '@light' }, async ({ app }) => {
  await using target = await startTarget();
  const page = app.page();
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'Plan name').fill('Steady');
  await planField(page, 'URL').fill(target.url);
  await savePlan(page);
  await pressRun(page);
  for (let more = 0; more < 2; more += 1) {
    await expectState(page, 'Completed');
    const before = page.url();
    await page.getByRole('button', { name: 'Run again', exact: true }).click();
    await expect(page).not.toHaveURL(before);
  }
  await expectState(page, 'Completed');
  await goTo(page, 'Runs');
  const trend = page.getByRole('region', { name: 'Steady over time' });
  await expect(trend.getByRole('listitem')).toHaveCount(3);
  await trend.getByRole('link').first().click();
  await expectState(page, 'Completed');

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Duplicate plan' }).click();
  await expect(planField(page, 'Plan name')).toHaveValue('Steady copy');
});
