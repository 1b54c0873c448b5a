// npm run build: builds out/ from the sources, if they changed.
import { ensureBuilt } from '../ensure-built.ts';
import { noArguments } from '../task-arguments.ts';

export const usage = 'npm run build';

export async function run(args: readonly string[]): Promise<number> {
  noArguments(args);
  await ensureBuilt();
  return 0;
}
