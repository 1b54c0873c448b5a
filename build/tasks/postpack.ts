// After npm pack: restores the repository's own package.json.
import { restoreManifest } from '../package-manifest.ts';
import { noArguments } from '../task-arguments.ts';

export const usage = 'npm run postpack';

export function run(args: readonly string[]): number {
  noArguments(args);
  restoreManifest();
  return 0;
}
