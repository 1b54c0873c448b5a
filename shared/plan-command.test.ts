import { afterEach, expect, test, vi } from 'vitest';
import { parseCommand } from '../electron/cli/arguments.ts';
import { partCommands, planCommand, planFileName } from './plan-command.ts';

afterEach(() => void vi.useRealTimers());

test.each([
  ['Product list, steady 2,400/s', 'product-list-steady-2400-s.json'],
  ['Prüfung; rm -rf $HOME', 'prufung-rm-rf-home.json'],
  ['../../etc/passwd', 'etc-passwd.json'],
  ['計画', 'plan.json'],
  ['x'.repeat(100), `${'x'.repeat(60)}.json`],
])('the plan %j is saved as %s', (name, file) => {
  expect(planFileName(name)).toBe(file);
});

test('a plan is saved as a file that a double click opens, or as a script', () => {
  expect(planFileName('Product list', 'onrush')).toBe('product-list.onrush');
  expect(planFileName('Product list', 'js')).toBe('product-list.js');
});

test('the command runs that file', () => {
  expect(planCommand('onrush', 'Home page')).toBe('onrush run home-page.json');
});

test('five computers send a fifth each from the same moment on, and the files are joined', () => {
  const { senders, join } = partCommands('onrush', 'Home page', Date.UTC(2026, 0, 1, 11, 57, 5));
  expect(senders).toHaveLength(5);
  expect(senders[1]).toEqual([
    'onrush run home-page.json --part 2/5 --start-at 12:01:00Z',
    'onrush export latest -o part-2.onrush',
  ]);
  expect(join).toBe('onrush merge part-1.onrush part-2.onrush part-3.onrush part-4.onrush part-5.onrush');
});

test('the command line accepts each command, even at midnight', () => {
  const now = Date.UTC(2026, 0, 1, 23, 59);
  vi.useFakeTimers({ toFake: ['Date'], now });
  const { senders, join } = partCommands('onrush', 'Home page', now);
  const nameOf = (line: string): string => parseCommand(line.split(' ').slice(1)).name;
  expect(nameOf(planCommand('onrush', 'Home page'))).toBe('run');
  expect(senders.flat().map(nameOf)).toEqual(Array.from({ length: 5 }, () => ['run', 'export']).flat());
  expect(nameOf(join)).toBe('merge');
});
