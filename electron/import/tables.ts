// The tables of requests that are merged: small ones are read here, large ones by threads, no more of them than this computer has cores.
import { availableParallelism } from 'node:os';
import { ThreadHost } from '../threads/thread-host.ts';
import { sizeOf, stemOf, type MergeSource, type SourceFile } from './merge-source.ts';
import { READING_LIMITS } from './reading-limits.ts';
import type { ReadingAnswer, ReadingQuestion } from './reading-thread.ts';
import type { RowBlock } from './row-block.ts';
import { TableReader } from './table-reader.ts';
import type { ReadingWatch } from './text-source.ts';

/** Together they are read before a thread would have started. */
const SMALL_BYTES = 4_000_000;
/** Blocks that a thread reads ahead of the one that is merged. */
const AHEAD = 2;
const LOST = { code: 'internal', message: 'The thread that read these files broke. Try again.' } as const;

type Thread = ThreadHost<ReadingQuestion, ReadingAnswer, number>;

export class Tables {
  readonly #files: readonly SourceFile[];
  readonly #folder: string;
  readonly #opened: TableReader[] = [];
  readonly #threads: readonly Thread[];
  /** What each thread does: it opens one file after the other. */
  readonly #busy: Promise<unknown>[] = [];

  /** `folder`: where rows are kept. */
  constructor(files: readonly SourceFile[], folder: string) {
    this.#files = files;
    this.#folder = folder;
    const isSmall = files.reduce((sum, file) => sum + sizeOf(file), 0) < SMALL_BYTES;
    const count = isSmall ? 0 : Math.min(files.length, availableParallelism());
    this.#threads = Array.from(
      { length: count },
      () => new ThreadHost('reading-thread', { task: null, lost: LOST, resourceLimits: READING_LIMITS }),
    );
  }

  /** `at` in the list of files. @throws UserError import_invalid, superseded */
  async open(at: number, watch: ReadingWatch): Promise<MergeSource> {
    const { path, fileName } = this.#files[at] ?? { path: '', fileName: '' };
    const place = { path, folder: this.#folder };
    const names = { name: stemOf(fileName), fileName, run: null };
    const number = at % Math.max(1, this.#threads.length);
    const thread = this.#threads[number];
    if (thread === undefined) {
      const table = await TableReader.open(place, watch);
      this.#opened.push(table);
      return { ...names, survey: table.survey, blocks: (again) => table.blocks(again) };
    }
    const before = this.#busy[number] ?? Promise.resolve();
    const opening = before.then(() => ask(thread, { kind: 'survey', file: at, place }, watch));
    this.#busy[number] = opening.catch(() => undefined);
    const opened = await opening;
    if (opened.kind !== 'survey') throw new Error('A question after the survey was answered with something else.');
    return { ...names, survey: opened.survey, blocks: (again) => blocksOf(thread, at, again) };
  }

  async close(): Promise<void> {
    for (const table of this.#opened) table.close();
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

async function ask(thread: Thread, question: ReadingQuestion, { signal, handleBytes }: ReadingWatch): Promise<ReadingAnswer> {
  return await thread.ask(question, { signal, handleProgress: handleBytes });
}

async function* blocksOf(thread: Thread, file: number, watch: ReadingWatch): AsyncGenerator<RowBlock, void, undefined> {
  const next = (): Promise<ReadingAnswer> => {
    const answer = ask(thread, { kind: 'block', file }, watch);
    // If the merging ends with an error of another file, this one is not reported.
    answer.catch(() => undefined);
    return answer;
  };
  const asked = Array.from({ length: AHEAD }, next);
  for (let first = asked.shift(); first !== undefined; first = asked.shift()) {
    const answer = await first;
    if (answer.kind !== 'block' || answer.block === null) return;
    asked.push(next());
    yield answer.block;
  }
}
