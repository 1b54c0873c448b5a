// Writes a run of the history as a file; the end of the file's name chooses the format.
import { UserError } from '../../shared/errors.ts';
import type { ExportKind } from '../../shared/rpc.ts';
import type { RunRow } from '../../shared/run.ts';
import { exportOf } from '../app/exports.ts';
import { traceUrlOf, usedTraceUrl } from './trace-url.ts';
import type { OpenHistory } from '../app/history.ts';

const FORMS = 'run.onrush, report.html, summary.json, summary.md, charts.svg, junit.xml, requests.csv or timeseries.csv';

/** The first ending that matches counts. */
const KINDS: readonly (readonly [string, ExportKind])[] = [
  ['.onrush', 'run-file'],
  ['.md', 'summary-md'],
  ['.svg', 'charts-svg'],
  ['.xml', 'junit-xml'],
  ['.html', 'report-html'],
  ['.json', 'summary-json'],
  ['timeseries.csv', 'timeseries-csv'],
  ['.csv', 'requests-csv'],
];

/** @throws UserError bad_request, write_failed */
export async function writeRun(
  { runs, settings }: OpenHistory,
  row: RunRow,
  path: string,
  traceUrl: string | null = traceUrlOf(undefined),
): Promise<void> {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  const kind = KINDS.find(([end]) => name.endsWith(end))?.[1];
  if (kind === undefined)
    throw new UserError('bad_request', `It is not clear what ${path} should contain. Name it as in ${FORMS}.`);
  const chosen = settings.get();
  const choice = { traceUrl: usedTraceUrl(traceUrl, chosen), heading: chosen.reportHeading };
  await exportOf(runs, row, kind, choice).write(path);
}
