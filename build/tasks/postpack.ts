// After npm pack: restores the repository's own package.json.
import { restoreManifest } from '../package-manifest.ts';

export function run(): number {
  restoreManifest();
  return 0;
}
