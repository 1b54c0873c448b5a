// How every thread of the app is started: by name, with its task and the folder of the log, and with its errors logged.
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { threadEnvironment } from '../system/compiled-code.ts';
import { logError, logFolder } from '../system/log.ts';
import { entryOf, mostHeapMb, type ThreadName } from './entries.ts';
import type { ThreadData } from './messages.ts';

/** Options of Node itself: memory limits and arguments. */
export type ThreadOptions = Pick<WorkerOptions, 'resourceLimits' | 'execArgv'>;

/** `name`: the name in debuggers and in the log. A URL is for entries that are not part of the app, which are those of tests. */
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
