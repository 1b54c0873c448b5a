// What the history of runs reports to the code that opened it.
import type { Failure } from '../../shared/errors.ts';

export interface RunStoreOptions {
  /** Called once for a run whose samples can no longer be stored; everything later is dropped. */
  readonly onWriteError: (failure: Failure, runId: string) => void;
  /** Called whenever another process asks a run that is written here to stop. */
  readonly onStopAsked?: (runId: string) => void;
  /** Called for each run that was written again after another program had locked the history for long. */
  readonly onHeld?: (runId: string, lockedMs: number) => void;
  /** Epoch ms. */
  readonly now?: () => number;
}
