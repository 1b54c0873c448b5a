// The locations of files in the repository.
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
export const OUT = join(ROOT, 'out');
/** Onrush's own folder inside node_modules, so that a new install starts with an empty one. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'onrush');

export function binary(name: string): string {
  return join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}
