// npm run format: formats every file.
import { runTool } from '../stage.ts';
import { noArguments } from '../task-arguments.ts';

export const usage = 'npm run format';

export async function run(args: readonly string[]): Promise<number> {
  noArguments(args);
  return await runTool('oxfmt', ['.']);
}
