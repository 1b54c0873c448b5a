// npm run check: the one gate before a commit; what `npm test` runs, and formatting and unused code besides.
import { formatStage, runGate, unusedStage } from '../gate.ts';

export async function run(): Promise<number> {
  return await runGate([formatStage, unusedStage]);
}
