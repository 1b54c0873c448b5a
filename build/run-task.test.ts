// Every task of npm says how it is used, and what it does not know is said in one sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { UserError } from '../shared/errors.ts';
import { ROOT } from './paths.ts';
import { runTask, type Task } from './run-task.ts';

const NAMES = readdirSync(join(ROOT, 'build/tasks')).map((file) => file.replace(/\.ts$/, ''));
/** The command line has its own help; the others pass on what they do not know to a tool, which refuses it. */
const PASSING = ['cli', 'package', 'test-window'];
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

let printed = '';
afterEach(() => (printed = ''));

async function run(task: Task, args: readonly string[]): Promise<number | undefined> {
  const keep = (text: string | Uint8Array): boolean => ((printed += String(text)), true);
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(keep));
  onTestFinished(() => spies.forEach((spy) => spy.mockRestore()));
  return await runTask(task, args);
}

const taskOf = async (name: string): Promise<Task> => await import(pathToFileURL(join(ROOT, 'build/tasks', `${name}.ts`)).href);

test('every script of npm is a task', () => {
  const tasks = Object.values(scripts).map((script) => /^node build\/boot\.mjs (\S+)$/.exec(script)?.[1]);
  expect(tasks.filter((task) => task === undefined || !NAMES.includes(task))).toEqual([]);
});

test.each(NAMES.filter((name) => name !== 'cli'))('%s says how it is used', async (name) => {
  expect(await run(await taskOf(name), ['--quick', '--help'])).toBe(0);
  const [first = ''] = printed.split('\n', 1);
  const script = Object.keys(scripts).find((one) => scripts[one]?.endsWith(` ${name}`));
  const called = script === undefined ? `node build/boot.mjs ${name}` : `npm (run )?${script}`;
  expect(first).toMatch(new RegExp(`^${called}\\b`));
});

test.each(NAMES.filter((name) => !PASSING.includes(name)))('%s refuses an option that it does not know', async (name) => {
  expect(await run(await taskOf(name), ['--no-such-option'])).toBe(2);
  expect(printed).toMatch(/^There is no option "--no-such-option"\. Usage: (?:npm|node) [^\n]+\n$/);
});

test.each([
  ['bench', ['nothing'], 'There is no section "nothing". Sections: throughput,'],
  ['bench', ['--json'], '--json needs a value.'],
  ['bench', ['--json', 'no/such/folder/readings.json'], 'no/such/folder/readings.json cannot be written, because there is no'],
  ['screenshots', ['1280x800', 'large'], '"large" is not a size. Write sizes as 1280x800.'],
  ['simulate-capacity', ['many'], '"many" is not a number of searches.'],
  ['simulate-capacity', ['--only', 'nobody'], 'There is no target "nobody".'],
  ['test', ['shared'], '"shared" is not an option.'],
])('%s %j is refused before anything is done', async (name, args, sentence) => {
  expect(await run(await taskOf(name), args)).toBe(2);
  expect(printed.startsWith(sentence)).toBe(true);
});

test('what a person can correct is one sentence, and a fault of the task is not hidden', async () => {
  const failing = (error: Error): Task => ({
    usage: 'npm run it',
    run() {
      throw error;
    },
  });
  expect(await run(failing(new UserError('port_in_use', 'Port 80 is taken.')), [])).toBe(1);
  expect(printed).toBe('Port 80 is taken.\n');
  await expect(run(failing(new RangeError('a fault')), [])).rejects.toThrow('a fault');
});
