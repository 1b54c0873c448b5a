import { expect, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import { openDatabase } from './database.ts';
import { RunChanges } from './run-changes.ts';
import { RunStore } from './run-store.ts';
import { openTestHistory } from './test-history.ts';

test('a write of another connection to the list of runs is a change, and its other writes are not', () => {
  const { database, folder } = openTestHistory();
  const changes = new RunChanges(database);
  const other = openDatabase(folder);
  if (!other.ok) throw new Error(other.failure.message);
  const runs = new RunStore(other.value, { onWriteError: ({ message }) => expect.unreachable(message) });
  runs.insert({ id: 'a', name: 'a', planId: null, plan: examplePlan(), startedAt: 1000 });
  expect(changes.since(false)).toBeNull();
  other.value.write(() => other.value.prepare("INSERT INTO settings (key, value) VALUES ('x', '1')").run());
  expect(changes.since(false)).toBeNull();
  runs.describe('a', { name: 'renamed', notes: '', tags: [], starred: false });
  expect(changes.since(false)).toEqual({ changed: new Set(['a']), removed: [] });
  expect(changes.since(false)).toBeNull();
  runs.close();
  other.value.close();
});
