// Merges files of given contents, for tests.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRow } from '../../shared/run.ts';
import type { RunStore } from '../store/run-store.ts';
import { mergeRuns, type RunMergeOptions } from './merge-runs.ts';
import type { MergedRun } from './merging.ts';

/** The history and the folder of its test. */
export interface MergingPlace {
  readonly folder: string;
  readonly runs: RunStore;
}

export async function mergeContents(
  { folder, runs }: MergingPlace,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<RunMergeOptions> = {},
): Promise<{ merged: MergedRun; row: RunRow }> {
  const sources = Object.entries(files).map(([fileName, text]) => {
    const path = join(folder, fileName);
    writeFileSync(path, text);
    return { path, fileName };
  });
  const merged = await mergeRuns(runs, sources, { ...mergingOptions(), ...options });
  const row = runs.row(merged.runId);
  if (row === null) throw new Error('The run is not in the history');
  return { merged, row };
}

export function mergingOptions(): RunMergeOptions {
  return { signal: new AbortController().signal, handleProgress: () => undefined, align: 'clock', name: null };
}
