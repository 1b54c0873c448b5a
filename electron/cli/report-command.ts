// `report`: writes a run as a page or as Markdown.
import { exportOf } from '../app/exports.ts';
import type { ReportOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { withRun } from './with-run.ts';
import { checkWritable } from './writable.ts';
import { writeRun } from './write-run.ts';

/** @throws UserError */
export async function reportCommand({ run, output, traceUrl, json }: ReportOptions): Promise<number> {
  return await withRun(run, async (history, row) => {
    const file = output ?? exportOf(history.runs, row, 'report-html').fileName;
    checkWritable(file);
    await writeRun(history, row, file, traceUrl);
    const words = json ? JSON.stringify({ run: row.id, name: row.name, file }) : `The report of “${row.name}” is in ${file}.`;
    process.stdout.write(`${words}\n`);
    return EXIT.passed;
  });
}
