// npm run format: formats every file.
import { runTool } from '../stage.ts';

export async function run(): Promise<number> {
  return await runTool('oxfmt', ['.']);
}
