// After npm pack: package.json is the repository's own again.
import { restoreManifest } from '../package-manifest.ts';

export function run(): number {
  restoreManifest();
  return 0;
}
