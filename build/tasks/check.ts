// npm run check: the one gate before a commit; runs what `npm test` runs, and also checks formatting and unused code.
import { formatStage, runGate, unusedStage } from '../gate.ts';
import { noArguments } from '../task-arguments.ts';

export const usage = 'npm run check';

export async function run(args: readonly string[]): Promise<number> {
  noArguments(args);
  return await runGate([formatStage, unusedStage]);
}
