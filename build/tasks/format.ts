// npm run format: every file as the formatter wants it.
import { runTool } from '../stage.ts';

export async function run(): Promise<number> {
  return await runTool('oxfmt', ['.']);
}
