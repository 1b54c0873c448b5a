// Before npm pack: builds everything, and replaces package.json with that of the command line.
import { ensureBuilt } from '../ensure-built.ts';
import { putPublishedManifest, restoreManifest } from '../package-manifest.ts';

export async function run(): Promise<number> {
  restoreManifest();
  await ensureBuilt();
  putPublishedManifest();
  return 0;
}
