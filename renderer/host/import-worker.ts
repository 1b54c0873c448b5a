// A worker of the window: reads other programs' files beside it, so that a large recording does not hold the window up.
import { LARGE_BYTES, slimHar } from '../../shared/plan/from/har/slim-har.ts';
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import { readImport } from '../../shared/plan/from/imported/read-import.ts';
import { markedEncoding } from '../../shared/text-encoding.ts';
import type { Result } from '../../shared/errors.ts';

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
      texts.push({ path, text: await textOf(file, tell) });
      before += file.size;
    }
  } catch {
    return say({ kind: 'unreadable' });
  }
  say({ kind: 'read', result: readImport(texts) });
}

async function textOf(file: File, tell: (done: number) => void): Promise<string> {
  const bytes = new Uint8Array(file.size);
  let at = 0;
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes.set(part.value, at);
    at += part.value.length;
    tell(at * DISK_SHARE);
  }
  const encoding = markedEncoding(bytes);
  const isLarge = encoding === 'utf-8' && bytes.length > LARGE_BYTES;
  const slim = isLarge ? slimHar(bytes, (done) => tell(file.size * DISK_SHARE + done * SLIM_SHARE)) : bytes;
  return new TextDecoder(encoding).decode(slim);
}

function say(message: ImportAnswer): void {
  postMessage(message);
}
