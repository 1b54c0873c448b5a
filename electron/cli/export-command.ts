// `export`: a run of the history as a file of any kind, by the end of its name.
import { openHistory } from '../app/history.ts';
import { dataFolder } from '../system/data-folder.ts';
import type { ExportOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { findRun } from './find-runs.ts';
import { unwrap } from './read-plan.ts';
import { writeRun } from './write-run.ts';

/** @throws UserError */
export async function exportCommand({ run, output }: ExportOptions): Promise<number> {
  const history = unwrap(openHistory(dataFolder(), () => undefined));
  try {
    await history.settled();
    await writeRun(history, findRun(history.runs, run), output);
    return EXIT.passed;
  } finally {
    await history.close();
  }
}
