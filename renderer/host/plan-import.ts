// The file that a plan is to be made of: read beside the window, and kept there until a plan was
// made of it or somebody leaves it.
import { fail, type Result } from '../../shared/errors.ts';
import { formatBytes } from '../../shared/format.ts';
import { brunoPaths } from '../../shared/plan/from/bruno/bruno-paths.ts';
import type { ImportResult } from '../../shared/plan/from/imported/imported-plan.ts';
import { MOST_IMPORT_BYTES } from '../../shared/plan/from/imported/import-bytes.ts';
import { goTo } from '../route.ts';
import { pathOf } from './dropped-files.ts';
import type { ImportChoice } from './chosen-plan.ts';
import type { ImportAnswer, FileToRead, PlanToMake, ReadImport } from './import-worker.ts';
import { logPageError } from './page-errors.ts';
import { createStore, useStore } from './store.ts';

export type PlanImport =
  | { readonly state: 'none' }
  | { readonly state: 'reading'; readonly name: string; readonly bytes: number; readonly share: number }
  | { readonly state: 'failed'; readonly name: string; readonly message: string }
  | ({ readonly state: 'read'; readonly name: string; readonly files: readonly File[] } & ReadImport);

const current = createStore<PlanImport>({ state: 'none' });
let worker: Worker | null = null;

export function usePlanImport(): PlanImport {
  return useStore(current, (one) => one);
}

/** Reads the files and shows their content. Nothing is sent or saved. */
export async function importFiles(given: readonly File[]): Promise<void> {
  leaveImport();
  const files = ofCollection(given);
  const [first] = files;
  if (first === undefined) {
    if (given.length === 0) return;
    goTo({ screen: 'import' });
    return current.set({ state: 'failed', name: 'A folder', message: NO_COLLECTION });
  }
  const [folder] = pathOf(first).split('/');
  const many = pathOf(first).includes('/')
    ? `${folder ?? ''} (${files.length} files)`
    : `${first.name} and ${files.length - 1} more`;
  const name = files.length === 1 ? first.name : many;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  goTo({ screen: 'import' });
  if (bytes > MOST_IMPORT_BYTES) {
    const message = `It has ${formatBytes(bytes)}; Onrush reads files of at most ${formatBytes(MOST_IMPORT_BYTES)}.`;
    return current.set({ state: 'failed', name, message });
  }
  current.set({ state: 'reading', name, bytes, share: 0 });
  const reader = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  worker = reader;
  const answer = await readBeside(reader, files, (share) => {
    if (worker === reader) current.set({ state: 'reading', name, bytes, share });
  });
  if (worker !== reader) return;
  if (answer?.ok === true) return current.set({ state: 'read', name, files, ...answer.value });
  leaveImport();
  if (answer === null)
    current.set({ state: 'failed', name, message: 'The file cannot be read. Check that it is a file and that you may open it.' });
  else current.set({ state: 'failed', name, message: answer.failure.message });
}

const NO_COLLECTION =
  'The folder holds no .bru files and no opencollection.yml. Choose a file, or the folder of a Bruno collection.';

/** The files of a folder that belong to a Bruno collection; files without a folder stay as they are. */
function ofCollection(files: readonly File[]): readonly File[] {
  const inFolder = files.map(pathOf).filter((path) => path.includes('/'));
  if (inFolder.length === 0) return files;
  const taken = new Set(brunoPaths(inFolder));
  return files.filter((file) => taken.has(pathOf(file)));
}

/** The same for a pasted text. */
export async function importText(text: string): Promise<void> {
  await importFiles([new File([text], 'Pasted text')]);
}

/** Adds a file of values to the one that was read, such as a Postman environment. */
export async function importWith(more: readonly File[]): Promise<void> {
  const now = current.get();
  await importFiles(now.state === 'read' ? [...now.files, ...more] : more);
}

/** Ends the reading and discards what was read. */
export function leaveImport(): void {
  worker?.terminate();
  worker = null;
  current.set({ state: 'none' });
}

/** Leaves the import and its screen. */
export function cancelImport(): void {
  leaveImport();
  goTo({ screen: 'plans', planId: null });
}

let lastNumber = 0;

/** The plan of what was chosen, made beside the window; null where the import was left meanwhile. */
export function planOfChoice(choice: ImportChoice): Promise<Result<ImportResult> | null> {
  const maker = worker;
  lastNumber += 1;
  const number = lastNumber;
  return new Promise((resolve) => {
    if (maker === null) return resolve(null);
    const handleMessage = ({ data }: MessageEvent<ImportAnswer>): void => {
      if (data.kind !== 'made' || data.number !== number) return;
      maker.removeEventListener('message', handleMessage);
      resolve(worker === maker ? data.made : null);
    };
    maker.addEventListener('message', handleMessage);
    maker.addEventListener('error', () => resolve(null), { once: true });
    maker.postMessage({ number, choice } satisfies PlanToMake);
  });
}

/** Returns null if the files cannot be read. A reader that was ended sends nothing more. */
function readBeside(reader: Worker, files: readonly File[], tell: (share: number) => void): Promise<Result<ReadImport> | null> {
  return new Promise((resolve) => {
    reader.addEventListener('message', ({ data }: MessageEvent<ImportAnswer>) => {
      if (data.kind === 'progress') tell(data.share);
      else resolve(data.kind === 'read' ? data.result : null);
    });
    reader.addEventListener('error', ({ message }) => {
      logPageError(message, 'The reader of files');
      resolve(fail('internal', 'Internal error: this file could not be read. The details are in the log.'));
    });
    reader.postMessage(files.map((file): FileToRead => ({ path: pathOf(file), file })));
  });
}
