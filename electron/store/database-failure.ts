// Turns SQLite's error codes into sentences that name the file and say what to do.
import { UserError, type Failure } from '../../shared/errors.ts';

const ERROR = 1;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const CONSTRAINT = 19;
const MISMATCH = 20;
const FORMAT = 24;
const RANGE = 25;
const NOTADB = 26;
/** Correct statements fail with these codes if the file has lost tables, columns or related rows. */
const DAMAGED: readonly number[] = [ERROR, CORRUPT, CONSTRAINT, MISMATCH, FORMAT, RANGE, NOTADB];

/** Another program holds the file, so nothing was done. What was to be written can be written later. */
export class LockedError extends UserError {
  constructor(failure: Failure) {
    super(failure.code, failure.message);
  }
}

export function isLock(code: number): boolean {
  return code === BUSY || code === LOCKED;
}

/** SQLite's primary result code, or null if the error is not SQLite's. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

/** Why the history at `path` cannot be read. */
export function readFailure(code: number, path: string): Failure {
  const isDamaged = DAMAGED.includes(code);
  const message = `The history cannot be opened: ${causeOf(code, path)}`;
  return { code: isDamaged ? 'store_damaged' : 'store_unavailable', message };
}

/** Turns any error of a write to the history into a failure. */
export function failureOfWrite(error: unknown): Failure {
  if (error instanceof UserError) return error.failure;
  const message = `The history could not be written: ${error instanceof Error ? error.message : String(error)}.`;
  return { code: 'write_failed', message };
}

/** Why something could not be written to the history at `path`. */
export function writeFailure(code: number, path: string): Failure {
  const isDamaged = DAMAGED.includes(code);
  return {
    code: isDamaged ? 'store_damaged' : 'write_failed',
    message: `The history could not be written: ${causeOf(code, path)}`,
  };
}

export function damagedFailure(path: string, what: string): Failure {
  const message = `The history cannot be opened: ${path} is damaged (${what}). Set it aside to start with an empty history; the damaged file is kept.`;
  return { code: 'store_damaged', message };
}

/** `what` is found in the place of the history. */
export function otherFailure(path: string, what: string): Failure {
  const message = `The history cannot be opened: ${path} ${what}, not a history of Onrush. Set it aside to start with an empty history; it is kept under another name.`;
  return { code: 'store_damaged', message };
}

/** Until a history is closed, its latest writes are in a file of their own. */
export function lostLogFailure(path: string): Failure {
  const message = `The file ${path}-wal is missing or cut short. It held what was written last before Onrush ended unexpectedly: those runs may be missing or incomplete; all others can be read.`;
  return { code: 'store_damaged', message };
}

export function newerFailure(path: string): Failure {
  const message = `The history cannot be opened: ${path} was written by a newer Onrush. Update Onrush, or choose another data folder.`;
  return { code: 'store_unavailable', message };
}

export function folderFailure(folder: string, error: unknown): Failure {
  const cause = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  const message = `The history cannot be opened: the folder ${folder} cannot be created${cause}. Choose another data folder or allow writing there.`;
  return { code: 'store_unavailable', message };
}

function causeOf(code: number, path: string): string {
  switch (code) {
    case BUSY:
    case LOCKED:
      return `${path} is locked by another program. Close that program and try again.`;
    case ERROR:
    case FORMAT:
    case RANGE:
    case MISMATCH:
    case CONSTRAINT:
    case NOTADB:
    case CORRUPT:
      return `${path} is damaged. Set it aside to start with an empty history; the damaged file is kept.`;
    case FULL:
      return `the disk that holds ${path} is full. Free some space.`;
    case READONLY:
    case CANTOPEN:
      return `${path} is not writable. Allow writing to the file and its folder, or choose another data folder.`;
    case IOERR:
      return `the disk that holds ${path} reported an error. Check the disk, or choose another data folder.`;
    default:
      return `SQLite refused ${path} (code ${code}). Restart Onrush. If the error persists, move this file elsewhere; Onrush will create a new one.`;
  }
}
