// A worker of the window: reads other programs' files beside it, and makes plans of them, so that a large
// recording does not hold the window up. It keeps what it read until it is ended.
import { succeed, type Result } from '../../shared/errors.ts';
import { brokenGzip, ImportBytes, isGzip, tooLarge } from '../../shared/plan/from/imported/import-bytes.ts';
import type { ImportResult } from '../../shared/plan/from/imported/imported-plan.ts';
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import { readImport, type GivenFile } from '../../shared/plan/from/imported/read-import.ts';
import { chosenPlan, shownImport, usualTicks, type ImportChoice } from './chosen-plan.ts';

export interface FileToRead {
  readonly path: string;
  readonly file: File;
}

/** A plan of what it read, for what was chosen; `number`: of the question. */
export interface PlanToMake {
  readonly number: number;
  readonly choice: ImportChoice;
}

/** What is in the file, and the plan that it becomes where nobody chooses. */
export interface ReadImport {
  readonly imported: Imported;
  readonly made: Result<ImportResult>;
}

/** What it says while it reads, and in the end; then what becomes of each choice. */
export type ImportAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'read'; readonly result: Result<ReadImport> }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'made'; readonly number: number; readonly made: Result<ImportResult> };

/** Bytes from the disk; the rest is one piece of work that cannot tell. */
const DISK_SHARE = 0.8;
let current: Imported | null = null;

addEventListener('message', ({ data }: MessageEvent<readonly FileToRead[] | PlanToMake>) => {
  // An error reaches the page only if it is reported here: a rejection ends within the worker.
  if (!('choice' in data)) void answer(data).catch(reportError);
  else if (current !== null) say({ kind: 'made', number: data.number, made: chosenPlan(current, data.choice) });
});

async function answer(files: readonly FileToRead[]): Promise<void> {
  const all = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  const given: GivenFile[] = [];
  try {
    for (const { path, file } of files) {
      const tell = (done: number): void => say({ kind: 'progress', share: (DISK_SHARE * (before + done)) / Math.max(1, all) });
      const read = await contentOf(path, file, tell);
      if (!read.ok) return say({ kind: 'read', result: read });
      given.push(read.value);
      before += file.size;
    }
  } catch {
    return say({ kind: 'unreadable' });
  }
  const read = readImport(given);
  if (!read.ok) return say({ kind: 'read', result: read });
  current = read.value;
  const made = chosenPlan(current, { ticked: usualTicks(current), keepsPauses: true, values: new Map() });
  say({ kind: 'read', result: succeed({ imported: shownImport(current), made }) });
}

async function contentOf(path: string, file: File, tell: (done: number) => void): Promise<Result<GivenFile>> {
  const isPacked = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()));
  let taken = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (part, controller) => {
      taken += part.length;
      tell(taken);
      controller.enqueue(part);
    },
  });
  const bytes = file.stream().pipeThrough(counted);
  const reading = new ImportBytes(path, (all, encoding) => new TextDecoder(encoding).decode(all));
  try {
    for await (const part of partsOf(isPacked ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes))
      if (!reading.add(part)) return tooLarge(path);
  } catch (error) {
    if (isPacked) return brokenGzip(path);
    throw error;
  }
  return reading.end();
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
