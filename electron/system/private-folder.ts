// Onrush stores what was sent and received, so only its owner may read it. On Windows, which has no such permissions, the user's
// folder protects it.
import { chmodSync, mkdirSync, statSync } from 'node:fs';

const OTHERS = 0o077;

/** An existing folder keeps its permissions, because it may be one of the user's own. @throws as mkdirSync */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Makes a file readable by its owner only; if its permissions cannot be changed, they stay as they are. */
export function keepPrivate(path: string): void {
  try {
    const { mode } = statSync(path);
    if ((mode & OTHERS) !== 0) chmodSync(path, mode & ~OTHERS & 0o777);
  } catch {
    // The file does not exist, or it belongs to another user.
  }
}
