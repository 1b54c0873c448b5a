import { expect, test } from 'vitest';
import { examplePlan } from '../../../shared/test-example-run.ts';
import { parsePlanText } from '../../../shared/plan/plan-parse.ts';
import { partCommands, planCommand, planFileName, planFileText } from './plan-file.ts';

test('the file reads back to the same plan', () => {
  const plan = examplePlan({ thresholds: ['p(99) < 250'] });
  expect(parsePlanText(planFileText(plan))).toEqual({ ok: true, value: plan });
});

test.each([
  ['Product list, steady 2,400/s', 'product-list-steady-2400-s.json'],
  ['Prüfung; rm -rf $HOME', 'prufung-rm-rf-home.json'],
  ['../../etc/passwd', 'etc-passwd.json'],
  ['計画', 'plan.json'],
  ['x'.repeat(100), `${'x'.repeat(60)}.json`],
])('the plan %j is saved as %s', (name, file) => {
  expect(planFileName(name)).toBe(file);
});

test('the command runs that file', () => {
  expect(planCommand('Home page')).toBe('npm run -s cli -- run home-page.json');
});

test('five computers send a fifth each, and the files are merged', () => {
  const commands = partCommands('Home page');
  expect(commands[1]).toBe('npm run -s cli -- run home-page.json --part 2/5 --start-at 12:00:05Z');
  expect(commands.at(-1)).toBe('npm run -s cli -- merge part-*.onrush');
});
