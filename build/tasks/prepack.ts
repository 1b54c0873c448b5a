// Before npm pack: everything is built, and package.json is that of the command line.
import { ensureBuilt } from '../ensure-built.ts';
import { putPublishedManifest, restoreManifest } from '../package-manifest.ts';

export async function run(): Promise<number> {
  restoreManifest();
  await ensureBuilt();
  putPublishedManifest();
  return 0;
}
