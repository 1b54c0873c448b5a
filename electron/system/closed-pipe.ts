// The reader of what this process prints may stop reading, as "| head" does. That must end nothing: a run continues, and its
// files are written. Where the output cannot be written for another reason, such as a full disk, somebody will miss it: that is
// said, and the exit code shows it.
import { errorCode } from '../../shared/error-code.ts';

export interface Said {
  readonly error: NodeJS.WritableStream;
  /** Called at the end of the process, once. */
  fail(): void;
}

const PROCESS: Said = {
  error: process.stderr,
  fail: () => void process.once('exit', () => (process.exitCode ||= 1)),
};

export function outliveReaders(
  [output, errors]: readonly [NodeJS.WritableStream, NodeJS.WritableStream] = [process.stdout, process.stderr],
  said: Said = PROCESS,
): void {
  let isLost = false;
  output.on('error', (error) => {
    if (errorCode(error) === 'EPIPE' || isLost) return;
    isLost = true;
    said.fail();
    const why = errorCode(error) === 'ENOSPC' ? 'the disk is full' : errorCode(error);
    said.error.write(`The output could not be written: ${why}. Everything else continues.\n`);
  });
  // There is nowhere to say so.
  errors.on('error', () => undefined);
}
