// Files that only their owner can read. Windows has no such permissions; there the user's folder protects the files.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { errorCode } from '../../shared/error-code.ts';
import { UserError } from '../../shared/errors.ts';

const OTHERS = 0o077;

/** Returns null if there is no file. @throws UserError if others can read it, or if it cannot be read. */
export function readPrivateFile(path: string): string | null {
  try {
    const { mode } = statSync(path);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
      throw new UserError('bad_request', `Others may read ${path}, which holds secrets. Run: chmod 600 ${path}`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT') return null;
    throw new UserError('bad_request', `${path} cannot be read (${code}).`);
  }
}

/** Writes all or nothing. @throws UserError write_failed */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.new`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    // The part that was written would only take up room.
    rmSync(draft, { force: true });
    const code = errorCode(error);
    const why = code === 'ENOSPC' || code === 'EDQUOT' ? ': the disk is full. Free some space.' : ` (${code}).`;
    throw new UserError('write_failed', `${path} cannot be written${why}`);
  }
}
