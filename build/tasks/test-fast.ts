// npm run test:fast: the tests to run while writing code, without those that wait for whole runs, threads or processes.
import { runTool } from '../stage.ts';
import { taskArguments } from '../task-arguments.ts';

export const usage = `npm run test:fast [-- FILE... -t NAME]
  FILE     only files whose path contains this
  -t NAME  only tests whose name matches this
For other options of Vitest: npx vitest -c build/vitest.config.ts`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = taskArguments(args, {
    options: { testNamePattern: { type: 'string', short: 't' } },
    allowPositionals: true,
  });
  const name = values.testNamePattern === undefined ? [] : ['-t', values.testNamePattern];
  const projects = ['quick', 'window', 'apart'].flatMap((name) => ['--project', name]);
  return await runTool('vitest', ['run', '-c', 'build/vitest.config.ts', ...projects, ...name, ...positionals]);
}
