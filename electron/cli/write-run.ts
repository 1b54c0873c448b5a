// A run of the history as a file of any kind, by the end of its name.
import { writeFileSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';
import { junitOfRun } from '../../shared/junit.ts';
import type { RunRow } from '../../shared/run.ts';
import { summaryMarkdown } from '../../shared/summary-markdown.ts';
import { exportOf } from '../app/exports.ts';
import type { OpenHistory } from '../app/history.ts';
import { VERSION } from '../system/version.ts';

const FORMS = 'run.onrush, report.html, summary.json, summary.md, junit.xml, requests.csv or timeseries.csv';

/** @throws UserError bad_request, write_failed */
export async function writeRun({ runs }: OpenHistory, row: RunRow, path: string): Promise<void> {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.onrush')) runs.writeFile([row.id], path);
  else if (name.endsWith('.md')) writeFileSync(path, summaryMarkdown(row, VERSION));
  else if (name.endsWith('.xml')) writeFileSync(path, junitOfRun(row));
  else if (name.endsWith('.html')) await exportOf(runs, row, 'report-html').write(path);
  else if (name.endsWith('.json')) await exportOf(runs, row, 'summary-json').write(path);
  else if (name.endsWith('timeseries.csv')) await exportOf(runs, row, 'timeseries-csv').write(path);
  else if (name.endsWith('.csv')) await exportOf(runs, row, 'requests-csv').write(path);
  else throw new UserError('bad_request', `What ${path} is to hold is not clear. Name it as in ${FORMS}.`);
}
