// Whether the latest writes of a history were lost together with the file that held them (-wal). What SQLite itself cannot say:
// it reads as much of that file as there is. Its index (-shm) outlives a killed process and knows how long the file was.
// Format: https://www.sqlite.org/walformat.html
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

/** Of each of the two copies of the index's header. */
const HEADER_BYTES = 48;
const PAGE_SIZE_AT = 14;
const FRAMES_AT = 16;
const LOG_HEAD_BYTES = 32;
const FRAME_HEAD_BYTES = 24;
/** Stands for 65,536 in two bytes. */
const LARGEST_PAGE = 1;

/** True if the writes that follow the file at `path` are missing or cut short. */
export function hasLostLog(path: string): boolean {
  // The index is deleted before the log, so without an index the history was closed.
  const index = headerOf(`${path}-shm`);
  if (index === null) return existsSync(`${path}-shm`) && !existsSync(`${path}-wal`);
  const bytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size;
  if (bytes === undefined) return true;
  const frames = index.readUInt32LE(FRAMES_AT);
  const page = index.readUInt16LE(PAGE_SIZE_AT);
  const pageBytes = page === LARGEST_PAGE ? 65_536 : page;
  const isShort = frames > 0 && bytes < LOG_HEAD_BYTES + frames * (FRAME_HEAD_BYTES + pageBytes);
  // Another program may have written or emptied the log meanwhile, and then its index is another one.
  return isShort && headerOf(`${path}-shm`)?.equals(index) === true;
}

/** Null if there is none, or if it was never written or is just being written. */
function headerOf(path: string): Buffer | null {
  if (!existsSync(path)) return null;
  const both = Buffer.alloc(2 * HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, both, 0, both.length, 0) < both.length) return null;
  } finally {
    closeSync(file);
  }
  const [first, second] = [both.subarray(0, HEADER_BYTES), both.subarray(HEADER_BYTES)];
  return first.equals(second) && first.some((byte) => byte !== 0) ? first : null;
}
