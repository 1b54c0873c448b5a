// npm run test:fast: the tests for the loop of writing, without those that wait for real seconds, threads or processes.
import { runTool } from '../stage.ts';

/** Each of them takes seconds: whole runs, other processes, large files. `npm test` runs them. */
const SLOW = [
  'electron/{app,browser,calibration,cli,compare,demo,import,tests}/**',
  'electron/engine/{tests,load,http/http1}/**',
  'electron/{export,store,samples}/**',
];

export async function run(args: readonly string[]): Promise<number> {
  const excluded = SLOW.flatMap((pattern) => ['--exclude', pattern]);
  return await runTool('vitest', ['run', '-c', 'build/vitest.config.ts', ...excluded, ...args]);
}
