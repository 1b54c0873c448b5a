// npm run test:fast: the tests to run while writing code, without those that wait for whole runs, threads or processes.
import { runTool } from '../stage.ts';

export async function run(args: readonly string[]): Promise<number> {
  const projects = ['quick', 'window', 'own window'].flatMap((name) => ['--project', name]);
  return await runTool('vitest', ['run', '-c', 'build/vitest.config.ts', ...projects, ...args]);
}
