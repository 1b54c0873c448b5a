// Provides the run that the command line names, in a history that contains it: this computer's, or a temporary one for a run
// file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRow } from '../../shared/run.ts';
import { openHistory, type OpenHistory } from '../app/history.ts';
import { findRun, isRunFile, onlyRun } from './find-runs.ts';
import { openOwnHistory } from './open-own-history.ts';
import { unwrap } from './read-plan.ts';

/** @throws UserError */
export async function withRun<T>(words: string, work: (history: OpenHistory, row: RunRow) => Promise<T>): Promise<T> {
  if (isRunFile(words)) return await withRunFile(words, work);
  const history = openOwnHistory();
  try {
    await history.settled();
    return await work(history, findRun(history.runs, words));
  } finally {
    await history.close();
  }
}

async function withRunFile<T>(path: string, work: (history: OpenHistory, row: RunRow) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-run-'));
  const history = unwrap(openHistory(folder, () => undefined));
  try {
    return await work(history, onlyRun(history, path, path));
  } finally {
    await history.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
