// npm run test:fast: the tests for the loop of writing, without those that wait for whole runs, threads or processes.
import { runTool } from '../stage.ts';

export async function run(args: readonly string[]): Promise<number> {
  const projects = ['quick', 'window', 'own window'].flatMap((name) => ['--project', name]);
  return await runTool('vitest', ['run', '-c', 'build/vitest.config.ts', ...projects, ...args]);
}
