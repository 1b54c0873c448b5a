// How every thread of the app begins: by name, with its task and the folder of the log, and with its errors logged.
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { threadEnvironment } from '../system/compiled-code.ts';
import { logError, logFolder } from '../system/log.ts';
import { entryOf, mostHeapMb, type ThreadName } from './entries.ts';
import type { ThreadData } from './messages.ts';

/** Options that Node itself has: limits of memory, arguments. */
export type ThreadOptions = Pick<WorkerOptions, 'resourceLimits' | 'execArgv'>;

/** `name`: as debuggers and the log call it. A URL is for entries that are not part of the app: those of tests. */
export function startThread(
  entry: ThreadName | URL,
  task: unknown,
  options: ThreadOptions = {},
  name: string = String(entry),
): Worker {
  const workerData: ThreadData = { task, logFolder: logFolder() };
  const heap = mostHeapMb(String(entry));
  const resourceLimits = { ...(heap === null ? {} : { maxOldGenerationSizeMb: heap }), ...options.resourceLimits };
  const url = typeof entry === 'string' ? entryOf(entry) : entry;
  const thread = new Worker(url, { ...options, resourceLimits, workerData, name, env: threadEnvironment() });
  return thread.on('error', (error) => logError(`The thread ${name} broke`, error));
}
