// Reads the text of a file of any size: unpacks it if it is compressed, and detects its encoding.
import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createGunzip, gunzipSync, constants } from 'node:zlib';
import { errorCode } from '../../shared/error-code.ts';
import { UserError } from '../../shared/errors.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface TextSource {
  readonly path: string;
  readonly isPacked: boolean;
  readonly encoding: TextEncoding;
}

export interface ReadingWatch {
  readonly signal: AbortSignal;
  /** Receives how many bytes of the file have been read. */
  readonly handleBytes: (bytes: number) => void;
}

/** Thrown if the file is not in the encoding that its beginning suggested. */
export class WrongEncoding extends Error {}

const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
const REPORTED_BYTES = 8 * CHUNK_BYTES;

/** Only examines the beginning: a file that begins in ASCII may later turn out not to be UTF-8. */
export function openText(path: string): { readonly source: TextSource; readonly head: string } {
  const start = headOf(path);
  const isPacked = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = isPacked ? unpackedHead(start) : start;
  const encoding = encodingOf(bytes);
  return { source: { path, isPacked, encoding }, head: new TextDecoder(encoding).decode(bytes) };
}

/** @throws WrongEncoding, UserError import_invalid, superseded */
export async function* textChunks(source: TextSource, watch: ReadingWatch): AsyncGenerator<string, void, undefined> {
  yield* decodedText(source.encoding, byteChunks(source, watch));
}

/** `isBegun`: a mark of the byte order at the beginning would not be one. @throws WrongEncoding */
export async function* decodedText(
  encoding: TextEncoding,
  chunks: AsyncIterable<Uint8Array>,
  isBegun = false,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8', ignoreBOM: isBegun });
  for await (const chunk of chunks) yield decode(decoder, chunk);
}

/** Unpacked. Each is good until the next one is asked for. @throws UserError import_invalid, superseded */
export async function* byteChunks(source: TextSource, watch: ReadingWatch): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* source.isPacked ? unpackedChunks(source.path, watch) : plainChunks(source.path, watch);
  } catch (error) {
    throw failureOf(error, watch.signal);
  }
}

/**
 * All in the same memory: new memory for each would cost more than the reading. They are read at once, because waiting for another thread
 * would cost more as well; between them others have their turn.
 */
async function* plainChunks(path: string, { signal, handleBytes }: ReadingWatch): AsyncGenerator<Uint8Array, void, undefined> {
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(CHUNK_BYTES);
  const report = nowAndThen(handleBytes);
  let bytes = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const count = readSync(file, buffer, 0, CHUNK_BYTES, null);
      if (count === 0) return;
      bytes += count;
      report(bytes);
      yield buffer.subarray(0, count);
      await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}

async function* unpackedChunks(path: string, { signal, handleBytes }: ReadingWatch): AsyncGenerator<Uint8Array, void, undefined> {
  const file = createReadStream(path, { signal, highWaterMark: CHUNK_BYTES });
  const report = nowAndThen(handleBytes);
  let bytes = 0;
  file.on('data', (chunk) => report((bytes += chunk.length)));
  // If the end of a compressed file is missing, everything before it is still read.
  const unpacked = file.pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: CHUNK_BYTES }));
  file.on('error', (error) => unpacked.destroy(error));
  try {
    yield* unpacked;
  } finally {
    unpacked.destroy();
    file.destroy();
  }
}

/** Another thread may listen, and a message for each chunk would cost as much as reading it. */
function nowAndThen(handleBytes: (bytes: number) => void): (bytes: number) => void {
  let reported = 0;
  return (bytes) => {
    if (bytes - reported < REPORTED_BYTES) return;
    reported = bytes;
    handleBytes(bytes);
  };
}

function decode(decoder: Pick<InstanceType<typeof TextDecoder>, 'decode'>, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new WrongEncoding();
  }
}

export function cancelled(): UserError {
  return new UserError('superseded', 'The import was cancelled.');
}

function failureOf(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return cancelled();
  if (errorCode(error).startsWith('Z_')) {
    return new UserError('import_invalid', 'The file is packed with gzip but cannot be unpacked. Is it complete?');
  }
  return error;
}

function headOf(path: string): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

/** As much as can be unpacked. */
function unpackedHead(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD_BYTES);
  } catch {
    throw new UserError('import_invalid', 'The file is packed with gzip but cannot be unpacked. Is it complete?');
  }
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Such files are mostly ASCII, in which every other byte is 0 in UTF-16.
  const zeros = [...bytes.subarray(0, 1000).entries()].filter(([, byte]) => byte === 0);
  const odd = zeros.filter(([at]) => at % 2 === 1).length;
  const even = zeros.length - odd;
  if (odd > 100 && odd > 4 * even) return 'utf-16le';
  if (even > 100 && even > 4 * odd) return 'utf-16be';
  try {
    // `stream` allows a character to be cut at the end of these bytes.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
