// Handles an uncaught error in a command with an active run: the run ends as failed, and everything measured is written.
import type { OpenHistory } from '../app/history.ts';
import { handleUncaught, INTERNAL_ERROR } from '../system/uncaught.ts';
import { EXIT } from './exit-codes.ts';

export function endWithHistory(history: OpenHistory): void {
  handleUncaught({
    where: 'The command line',
    exitCode: EXIT.runFailed,
    end: async () => {
      process.stderr.write(`${INTERNAL_ERROR}\n`);
      history.manager.failActive(INTERNAL_ERROR);
      await history.close();
    },
  });
}
