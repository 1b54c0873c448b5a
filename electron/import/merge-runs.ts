// Merges the results of several load generators into one run: opens the files, and leaves out duplicates.
import { dirname } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { refusePlan } from '../store/refuse-plan.ts';
import type { RunStore } from '../store/run-store.ts';
import { holdsRuns } from './is-run-file.ts';
import { sizeOf, type MergeSource, type SourceFile } from './merge-source.ts';
import { Merging, type MergedRun, type MergingOptions } from './merging.ts';
import { openRunFile } from './run-file-source.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { shareIn } from './row-sample.ts';
import { Tables } from './tables.ts';
import type { ReadingWatch } from './text-source.ts';

export interface RunMergeOptions extends MergingOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly handleProgress: (share: number) => void;
}

export const MOST_MERGED = 200;
const READINGS = 2;
/** Of requests that two files have in common, by accident or not. */
const LEAST_SHARE = 0.1;

/** @throws UserError import_invalid, write_failed, superseded */
export async function mergeRuns(runs: RunStore, files: readonly SourceFile[], options: RunMergeOptions): Promise<MergedRun> {
  for (const file of files) refuseUnreadable(file);
  const reading = readingsOf(files, options);
  const opened: { readonly close: () => void }[] = [];
  const tables = new Tables(files, dirname(runs.path));
  try {
    const openings = files.map(async (file, at): Promise<readonly MergeSource[]> => {
      refusePlan(file.path, file.fileName);
      if (!holdsRuns(file.path)) return [await named(file, tables.open(at, reading(at, 0)))];
      const runFile = openRunFile(file);
      opened.push(runFile);
      return runFile.sources;
    });
    const settled = await Promise.allSettled(openings);
    const sources = settled.flatMap((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    const { kept, notes } = withoutCopies(sources);
    const merging = new Merging(runs, kept, { ...options, notes });
    return await merging.run(({ fileName }) =>
      reading(
        files.findIndex((file) => file.fileName === fileName),
        1,
      ),
    );
  } finally {
    for (const one of opened) one.close();
    await tables.close();
  }
}

/** By the number of the file and of the reading. */
function readingsOf(
  files: readonly SourceFile[],
  { signal, handleProgress }: RunMergeOptions,
): (file: number, number: number) => ReadingWatch {
  const sizes = files.map(sizeOf);
  const whole = READINGS * sizes.reduce((sum, size) => sum + size, 0);
  const done = new Map<number, number>();
  return (file, number) => ({
    signal,
    handleBytes: (bytes) => {
      done.set(READINGS * file + number, Math.min(sizes[file] ?? 0, bytes));
      handleProgress([...done.values()].reduce((sum, one) => sum + one, 0) / whole);
    },
  });
}

/** Adds the name of the file to an error, because there are several files. */
async function named(file: SourceFile, opening: Promise<MergeSource>): Promise<MergeSource> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof UserError) || error.failure.code !== 'import_invalid') throw error;
    throw new UserError('import_invalid', `${file.fileName}: ${error.failure.message}`);
  }
}

function withoutCopies(sources: readonly MergeSource[]): {
  readonly kept: readonly MergeSource[];
  readonly notes: readonly string[];
} {
  const kept: MergeSource[] = [];
  const notes: string[] = [];
  for (const source of sources) {
    const { fingerprint, requests } = source.survey;
    const first = kept.find(({ survey }) => survey.fingerprint === fingerprint);
    if (first === undefined) kept.push(source);
    else notes.push(`${source.fileName} holds the same ${requests} requests as ${first.fileName} and is left out.`);
  }
  return { kept, notes: [...notes, ...sharedNotes(kept)] };
}

/** About files that hold the same requests in part, or written in another way: they stay, because that is not certain. */
function sharedNotes(sources: readonly MergeSource[]): readonly string[] {
  return sources.flatMap((source, at) =>
    sources.slice(0, at).flatMap((before) => {
      const [smaller, larger] = source.survey.requests <= before.survey.requests ? [source, before] : [before, source];
      const share = shareIn(smaller.survey.sample, larger.survey.sample);
      if (share < LEAST_SHARE) return [];
      return [
        `About ${Math.round(share * 100)} % of the requests in ${smaller.fileName} began at the same time and took as long as requests in ${larger.fileName}: the files seem to come from the same load generator, and these requests are counted twice. If so, merge only one of the files.`,
      ];
    }),
  );
}
