// `export`: writes a run as a file; the end of the file's name chooses the format.
import type { ExportOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { withRun } from './with-run.ts';
import { writeRun } from './write-run.ts';

/** @throws UserError */
export async function exportCommand({ run, output, json }: ExportOptions): Promise<number> {
  return await withRun(run, async (history, row) => {
    await writeRun(history, row, output);
    if (json) process.stdout.write(`${JSON.stringify({ run: row.id, name: row.name, file: output })}\n`);
    return EXIT.passed;
  });
}
