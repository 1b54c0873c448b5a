// A worker of the window: reads other programs' files beside it, so that a large recording does not hold the window up.
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import { readImport } from '../../shared/plan/from/imported/read-import.ts';
import { markedEncoding } from '../../shared/text-encoding.ts';
import type { Result } from '../../shared/errors.ts';

export interface ImportedFile {
  readonly path: string;
  readonly bytes: ArrayBuffer;
}

export type ImportAnswer = Result<Imported>;

addEventListener('message', ({ data }: MessageEvent<readonly ImportedFile[]>) => {
  const answer: ImportAnswer = readImport(
    data.map(({ path, bytes }) => ({ path, text: new TextDecoder(markedEncoding(new Uint8Array(bytes))).decode(bytes) })),
  );
  postMessage(answer);
});
