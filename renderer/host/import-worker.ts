// A worker of the window: reads other programs' files beside it, so that a large recording does not hold the window up.
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import { readImport } from '../../shared/plan/from/imported/read-import.ts';
import type { Result } from '../../shared/errors.ts';

export interface ImportedFile {
  readonly path: string;
  readonly bytes: ArrayBuffer;
}

export type ImportAnswer = Result<Imported>;

addEventListener('message', ({ data }: MessageEvent<readonly ImportedFile[]>) => {
  const answer: ImportAnswer = readImport(data.map(({ path, bytes }) => ({ path, text: decoded(bytes) })));
  postMessage(answer);
});

/** UTF-8, or UTF-16 where the bytes say so. */
function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
