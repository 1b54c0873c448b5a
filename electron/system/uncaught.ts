// What nobody caught, in every process and thread: it is logged, and the process ends in order rather than go on in doubt.
import { setTimeout as wait } from 'node:timers/promises';
import { logError } from './log.ts';

/** The message to people; also the reason why a run that goes on then has failed. */
export const INTERNAL_ERROR = 'Internal error. What was measured until then is kept; the details are in the log.';

const END_WITHIN_MS = 15_000;

export interface UncaughtHandling {
  /** Names the process. */
  readonly where: string;
  readonly exitCode: number;
  /** Ends what goes on and tells the user; the process exits afterwards. */
  readonly end: () => Promise<void>;
}

let handling: UncaughtHandling | null = null;
let isEnding = false;

/** Handles the uncaught errors of a process. The last handling that was given counts. */
export function handleUncaught(given: UncaughtHandling): void {
  if (handling === null) {
    process.on('uncaughtException', handle);
    process.on('unhandledRejection', handle);
  }
  handling = given;
}

/** Logs the uncaught errors of a thread: its host hears of its end and says so to whoever waits. */
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
