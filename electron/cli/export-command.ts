// `export`: a run of the history as a file of any kind, by the end of its name.
import { writeFileSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';
import { junitOfRun } from '../../shared/junit.ts';
import { summaryMarkdown } from '../../shared/summary-markdown.ts';
import { exportOf } from '../app/exports.ts';
import { openHistory } from '../app/history.ts';
import { dataFolder } from '../system/data-folder.ts';
import { VERSION } from '../system/version.ts';
import type { ExportOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { findRun } from './find-runs.ts';
import { unwrap } from './read-plan.ts';

const FORMS = 'run.onrush, report.html, summary.json, summary.md, junit.xml, requests.csv or timeseries.csv';

/** @throws UserError */
export async function exportCommand({ run, output }: ExportOptions): Promise<number> {
  const history = unwrap(openHistory(dataFolder(), () => undefined));
  try {
    await history.settled();
    const row = findRun(history.runs, run);
    const name = output.toLowerCase().replace(/\.gz$/, '');
    if (name.endsWith('.onrush')) history.runs.writeFile([row.id], output);
    else if (name.endsWith('.md')) writeFileSync(output, summaryMarkdown(row, VERSION));
    else if (name.endsWith('.xml')) writeFileSync(output, junitOfRun(row));
    else if (name.endsWith('.html')) await exportOf(history.runs, row, 'report-html').write(output);
    else if (name.endsWith('.json')) await exportOf(history.runs, row, 'summary-json').write(output);
    else if (name.endsWith('timeseries.csv')) await exportOf(history.runs, row, 'timeseries-csv').write(output);
    else if (name.endsWith('.csv')) await exportOf(history.runs, row, 'requests-csv').write(output);
    else throw new UserError('bad_request', `What ${output} is to hold is not clear. Name it as in ${FORMS}.`);
    return EXIT.passed;
  } finally {
    await history.close();
  }
}
