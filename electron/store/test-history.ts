// A history in its own folder, which is removed with the test that opened it. Imported by tests only.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { RunStore } from './run-store.ts';

export interface TestHistory {
  readonly folder: string;
  readonly database: Database;
}

/** Registers what closes a history. */
export type AtEnd = (close: () => Promise<void> | void) => void;

/** With `onTestFinished`, call it within a test or in a hook that runs before each. */
export function openTestHistory(atEnd: AtEnd = onTestFinished): TestHistory {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-history-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const database = opened.value;
  atEnd(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, database };
}

/** A history together with its runs. A run that cannot be written fails the test. */
export function openTestRuns(atEnd: AtEnd = onTestFinished): TestHistory & { readonly runs: RunStore } {
  const history = openTestHistory(atEnd);
  const runs = new RunStore(history.database, { onWriteError: ({ message }) => expect.unreachable(message) });
  atEnd(() => runs.close());
  return { ...history, runs };
}
