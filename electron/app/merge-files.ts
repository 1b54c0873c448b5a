// Merges files of results into one run of a history; the command line calls it.
import { mergeRuns, MOST_MERGED, type RunMergeOptions } from '../import/merge-runs.ts';
import type { MergedRun } from '../import/merging.ts';
import { UserError } from '../../shared/errors.ts';
import type { RunStore } from '../store/run-store.ts';

/** @throws UserError import_invalid, write_failed, superseded, bad_request */
export async function mergeFiles(runs: RunStore, paths: readonly string[], options: RunMergeOptions): Promise<MergedRun> {
  if (paths.length > MOST_MERGED) throw new UserError('bad_request', `At most ${MOST_MERGED} files can be merged at a time.`);
  return await mergeRuns(
    runs,
    paths.map((path) => ({ path, fileName: path })),
    options,
  );
}
