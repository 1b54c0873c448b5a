// Reads that continue past damage in the file.
import { UserError } from '../../shared/errors.ts';

/** Returns undefined if the file is damaged there. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError && error.failure.code === 'store_damaged') return undefined;
    throw error;
  }
}
