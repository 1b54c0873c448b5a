import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openToRead } from './batch-reader.ts';
import { openTestHistory } from './test-history.ts';

/** Locks the file, as the last process that closes a history does, and releases it 50 ms after a message. */
const LOCKS = `
  const { DatabaseSync } = require('node:sqlite');
  const { parentPort, workerData } = require('node:worker_threads');
  const database = new DatabaseSync(workerData);
  database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; INSERT INTO settings VALUES ('theme', 'dark')");
  parentPort.once('message', () => setTimeout(() => { database.exec('COMMIT'); database.close(); }, 50));
  parentPort.postMessage('locked');`;

test('a reader waits until another connection releases the file', async () => {
  const { database } = openTestHistory();
  database.close();
  const other = new Worker(LOCKS, { eval: true, workerData: database.path });
  await once(other, 'message');
  const ended = once(other, 'exit');
  const reader = openToRead(database.path);
  other.postMessage('let go');
  // This thread does not continue until the lock is released.
  expect(reader.read(() => reader.prepare('SELECT value FROM settings').get())).toEqual({ value: 'dark' });
  reader.close();
  await ended;
});
