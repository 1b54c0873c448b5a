// What Onrush keeps holds what was sent and received: only its owner may read it. Where the system knows no such permissions
// (Windows), the folder of the user protects it.
import { chmodSync, mkdirSync, statSync } from 'node:fs';

const OTHERS = 0o077;

/** A folder that is there keeps its permissions: it may be one of the user's. @throws as mkdirSync */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Takes a file from all but its owner; where it cannot be changed, it stays as it is. */
export function keepPrivate(path: string): void {
  try {
    const { mode } = statSync(path);
    if ((mode & OTHERS) !== 0) chmodSync(path, mode & ~OTHERS & 0o777);
  } catch {
    // It is not there, or it is somebody else's.
  }
}
