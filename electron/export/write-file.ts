// Writes a file completely or not at all: first under another name beside it, which is then renamed.
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { errorCode } from '../../shared/error-code.ts';
import { UserError } from '../../shared/errors.ts';
import { iteratorOf, type FileChunks } from './file-chunks.ts';

export interface WrittenFile {
  /** What the chunks' generator returned; 0 for chunks without rows. */
  readonly rows: number;
}

/** Aborting throws the signal's reason. @throws UserError write_failed */
export async function writeFileWhole(path: string, chunks: FileChunks, signal?: AbortSignal): Promise<WrittenFile> {
  const place = await attempt(path, () => placeOf(path));
  if (!place.isReplaceable) return writeInto(path, path, chunks, signal);
  const part = `${place.path}.part`;
  try {
    const written = await writeInto(path, part, chunks, signal);
    await attempt(path, () => rename(part, place.path));
    return written;
  } catch (error) {
    // If it is a folder, it is not ours to remove, and it is the reason why writing failed.
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

interface Place {
  readonly path: string;
  /** False for anything but an ordinary file, such as /dev/stdout, because renaming onto it would destroy it. */
  readonly isReplaceable: boolean;
}

async function placeOf(path: string): Promise<Place> {
  const found = await stat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return { path, isReplaceable: true };
  // Opening a folder for writing then fails with a fitting message.
  return found.isFile() ? { path: await realpath(path), isReplaceable: true } : { path, isReplaceable: false };
}

async function writeInto(
  path: string,
  target: string,
  chunks: FileChunks,
  signal: AbortSignal | undefined,
): Promise<WrittenFile> {
  signal?.throwIfAborted();
  const file = await attempt(path, () => open(target, 'w'));
  const iterator = iteratorOf(chunks);
  try {
    let next = await iterator.next();
    for (; next.done !== true; next = await iterator.next()) {
      const { value } = next;
      signal?.throwIfAborted();
      await attempt(path, () => file.appendFile(value));
    }
    signal?.throwIfAborted();
    await attempt(path, () => settle(file));
    return { rows: next.value ?? 0 };
  } finally {
    await iterator.return?.();
    await file.close();
  }
}

/** The content must be on the disk before the file gets its name. Devices and pipes cannot be flushed. */
async function settle(file: FileHandle): Promise<void> {
  if ((await file.stat()).isFile()) await file.datasync();
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = errorCode(error);
    if (code === '') throw error;
    throw new UserError('write_failed', `${path} could not be written: ${causeOf(code)}`);
  }
}

function causeOf(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'its folder does not exist. Create the folder or choose another place.';
    case 'ENOTDIR':
      return 'a part of its path is a file, not a folder. Choose another place.';
    case 'EISDIR':
      return 'there is a folder of that name. Choose another name.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'writing there is not allowed. Choose another place or change its permissions.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full. Free some space and export again.';
    case 'EBUSY':
      return 'another program has it open. Close that program and export again.';
    case 'EPIPE':
      return 'its reader has gone away.';
    default:
      return `the system said ${code}. Choose another place.`;
  }
}
