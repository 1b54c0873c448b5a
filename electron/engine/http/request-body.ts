// The body of a request: bytes, or a sequence of bytes and files that are read from the disk while they are sent.
import { open, type FileHandle } from 'node:fs/promises';
import { FileRefusal } from '../faults/file-refusal.ts';
import type { BodyFile } from '../files/journey-files.ts';
import { errorCode } from '../../../shared/error-code.ts';

export interface StreamedBody {
  readonly parts: readonly (Buffer | BodyFile)[];
  readonly length: number;
}

export type RequestBody = Buffer | StreamedBody;

const PIECE_BYTES = 65_536;

/** Joins neighbouring bytes. Returns a plain buffer if there is no file, and null if there is nothing. */
export function requestBodyOf(parts: readonly (Buffer | BodyFile)[]): RequestBody | null {
  const joined: (Buffer | BodyFile)[] = [];
  let run: Buffer[] = [];
  const flush = (): void => {
    if (run.length > 0) joined.push(Buffer.concat(run));
    run = [];
  };
  for (const part of parts) {
    if (Buffer.isBuffer(part)) run.push(part);
    else {
      flush();
      joined.push(part);
    }
  }
  flush();
  const [only, more] = joined;
  if (more === undefined && (only === undefined || Buffer.isBuffer(only)))
    return only === undefined || only.length === 0 ? null : only;
  return { parts: joined, length: joined.reduce((sum, part) => sum + lengthOf(part), 0) };
}

/**
 * All files are opened before the first byte is sent, so that a missing one is found in time. `isTakenAtOnce` means that each
 * piece is used up before the next one is requested, so that all pieces can use the same memory. @throws FileRefusal
 */
export async function* bodyPieces({ parts }: Pick<StreamedBody, 'parts'>, isTakenAtOnce = false): AsyncGenerator<Buffer, void> {
  const shared = isTakenAtOnce ? Buffer.allocUnsafeSlow(PIECE_BYTES) : null;
  const handles = new Map<BodyFile, FileHandle>();
  try {
    for (const part of parts) if (!Buffer.isBuffer(part) && !handles.has(part)) handles.set(part, await opened(part));
    for (const part of parts) {
      const handle = Buffer.isBuffer(part) ? undefined : handles.get(part);
      if (Buffer.isBuffer(part)) yield* slices(part);
      else if (handle !== undefined) yield* fileSlices(part, handle, shared);
    }
  } finally {
    for (const handle of handles.values()) await handle.close();
  }
}

export function partsOf(body: RequestBody): Pick<StreamedBody, 'parts'> {
  return Buffer.isBuffer(body) ? { parts: [body] } : body;
}

function lengthOf(part: Buffer | BodyFile): number {
  return Buffer.isBuffer(part) ? part.length : part.bytes;
}

function* slices(bytes: Buffer): Generator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/** Reads exactly as many bytes as Content-Length announced. */
async function* fileSlices(file: BodyFile, handle: FileHandle, shared: Buffer | null): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < file.bytes;) {
    const length = Math.min(PIECE_BYTES, file.bytes - at);
    const piece = shared?.subarray(0, length) ?? Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw new FileRefusal('BODY_FILE_CHANGED', `${file.path} became shorter while the run was going on.`);
    yield bytesRead === piece.length ? piece : piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function opened(file: BodyFile): Promise<FileHandle> {
  const handle = await open(file.path).catch((error: unknown) => {
    throw gone(file.path, error);
  });
  const { size } = await handle.stat();
  if (size === file.bytes) return handle;
  await handle.close();
  throw new FileRefusal('BODY_FILE_CHANGED', `${file.path} has a different length than when the run began, so it was not sent.`);
}

function gone(path: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === 'ENOENT') return new FileRefusal('BODY_FILE_GONE', `There is no file ${path} any more, so it was not sent.`);
  // Reaching the limit of open files has its own sentence.
  if (code === 'EMFILE' || code === 'ENFILE') return error;
  return new FileRefusal('BODY_FILE', `The file ${path} cannot be read any more (${code}), so it was not sent.`);
}
