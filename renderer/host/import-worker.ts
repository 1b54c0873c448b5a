// A worker of the window: reads other programs' files beside it, so that a large recording does not hold the window up.
import { brokenGzip, importText, isGzip, MOST_IMPORT_BYTES, tooLarge } from '../../shared/plan/from/imported/import-bytes.ts';
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import { readImport } from '../../shared/plan/from/imported/read-import.ts';
import { succeed, type Result } from '../../shared/errors.ts';

export interface FileToRead {
  readonly path: string;
  readonly file: File;
}

/** What it says while it reads, and in the end. */
export type ImportAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'read'; readonly result: Result<Imported> }
  | { readonly kind: 'unreadable' };

/** Bytes from the disk, then what is not needed dropped from them; the rest is one piece of work that cannot tell. */
const DISK_SHARE = 0.5;
const SLIM_SHARE = 0.3;

addEventListener('message', ({ data }: MessageEvent<readonly FileToRead[]>) => {
  void answer(data);
});

async function answer(files: readonly FileToRead[]): Promise<void> {
  const all = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  const texts: { readonly path: string; readonly text: string }[] = [];
  try {
    for (const { path, file } of files) {
      const tell = (done: number): void => say({ kind: 'progress', share: (before + done) / Math.max(1, all) });
      const text = await textOf(path, file, tell);
      if (!text.ok) return say({ kind: 'read', result: text });
      texts.push({ path, text: text.value });
      before += file.size;
    }
  } catch {
    return say({ kind: 'unreadable' });
  }
  say({ kind: 'read', result: readImport(texts) });
}

async function textOf(path: string, file: File, tell: (done: number) => void): Promise<Result<string>> {
  const isPacked = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()));
  const read = isPacked ? await unpacked(path, file, tell) : succeed(await bytesOf(file, tell));
  if (!read.ok) return read;
  const bytes = read.value;
  return importText(
    path,
    bytes,
    (all, encoding) => new TextDecoder(encoding).decode(all),
    (done) => tell(file.size * (DISK_SHARE + (done / bytes.length) * SLIM_SHARE)),
  );
}

async function bytesOf(file: File, tell: (done: number) => void): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  let at = 0;
  for await (const part of partsOf(file.stream())) {
    bytes.set(part, at);
    at += part.length;
    tell(at * DISK_SHARE);
  }
  return bytes;
}

async function unpacked(path: string, file: File, tell: (done: number) => void): Promise<Result<Uint8Array>> {
  let taken = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (part, controller) => {
      taken += part.length;
      tell(taken * DISK_SHARE);
      controller.enqueue(part);
    },
  });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const part of partsOf(file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream('gzip')))) {
      size += part.length;
      if (size > MOST_IMPORT_BYTES) return tooLarge(path);
      parts.push(part);
    }
  } catch {
    return brokenGzip(path);
  }
  return succeed(new Uint8Array(await new Blob(parts).arrayBuffer()));
}

async function* partsOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    void reader.cancel();
  }
}

function say(message: ImportAnswer): void {
  postMessage(message);
}
