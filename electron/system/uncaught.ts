// Writes to the log what nobody caught, in every process and thread; how the process ends stays as it is.
import { logError } from './log.ts';

export function logUncaught(where: string): void {
  process.on('uncaughtExceptionMonitor', (error) => logError(where, error));
}
