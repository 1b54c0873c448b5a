// Uncaught errors of every process and thread: they are logged, and the process ends cleanly instead of continuing in an unknown
// state.
import { setTimeout as wait } from 'node:timers/promises';
import { logError } from './log.ts';

/** The message for people; also the reason of failure of a run that was active. */
export const INTERNAL_ERROR = 'Internal error. What was measured until then is kept; the details are in the log.';

const END_WITHIN_MS = 15_000;

export interface UncaughtHandling {
  /** Names the process. */
  readonly where: string;
  readonly exitCode: number;
  /** Ends the active work and informs the user; the process exits afterwards. */
  readonly end: () => Promise<void>;
}

let handling: UncaughtHandling | null = null;
let isEnding = false;

/** Handles the uncaught errors of a process. The handling that was set last applies. */
export function handleUncaught(given: UncaughtHandling): void {
  if (handling === null) {
    process.on('uncaughtException', handle);
    process.on('unhandledRejection', handle);
  }
  handling = given;
}

/** Logs the uncaught errors of a thread: its host notices its end and informs those who wait. */
export function logUncaught(where: string): void {
  process.on('uncaughtExceptionMonitor', (error) => logError(where, error));
}

function handle(error: unknown): void {
  if (handling === null) return;
  logError(handling.where, error);
  if (isEnding) return;
  isEnding = true;
  void endProcess(handling);
}

async function endProcess({ where, exitCode, end }: UncaughtHandling): Promise<void> {
  try {
    await Promise.race([end(), wait(END_WITHIN_MS)]);
  } catch (error) {
    logError(where, error);
  } finally {
    process.exit(exitCode);
  }
}
