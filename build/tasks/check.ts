// npm run check: the one gate before a commit; runs what `npm test` runs, and also checks formatting and unused code.
import { formatStage, runGate, unusedStage } from '../gate.ts';

export async function run(): Promise<number> {
  return await runGate([formatStage, unusedStage]);
}
