// Before npm pack: builds everything, and replaces package.json with that of the command line.
import { ensureBuilt } from '../ensure-built.ts';
import { putPublishedManifest, restoreManifest } from '../package-manifest.ts';
import { noArguments } from '../task-arguments.ts';

export const usage = 'npm run prepack';

export async function run(args: readonly string[]): Promise<number> {
  noArguments(args);
  restoreManifest();
  await ensureBuilt();
  putPublishedManifest();
  return 0;
}
