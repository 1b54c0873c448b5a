// Writes the files of a finished run. It is a separate file because most runs write none and need not load the report.
import { resolve } from 'node:path';
import type { ExportKind } from '../../shared/rpc.ts';
import type { RunRow } from '../../shared/run.ts';
import { exportOf } from '../app/exports.ts';
import type { OpenHistory } from '../app/history.ts';
import { usedTraceUrl } from './trace-url.ts';
import type { RunOutput } from './command.ts';

/** Prints the summary as JSON on stdout if requested, and writes each file. @throws UserError write_failed */
export async function writeRunFiles({ runs, settings }: OpenHistory, row: RunRow, output: RunOutput): Promise<void> {
  const chosen = settings.get();
  const choice = { traceUrl: usedTraceUrl(output.traceUrl, chosen), heading: chosen.reportHeading };
  if (output.json) for await (const chunk of exportOf(runs, row, 'summary-json').stream({})) process.stdout.write(chunk);
  for (const [kind, path] of filesOf(output)) await exportOf(runs, row, kind, choice).write(resolve(path));
}

function filesOf(output: RunOutput): readonly (readonly [ExportKind, string])[] {
  const { requestsCsv, timeseriesCsv, summary, report, junit, markdown } = output;
  const files: readonly (readonly [ExportKind, string | null])[] = [
    ['requests-csv', requestsCsv],
    ['timeseries-csv', timeseriesCsv],
    ['summary-json', summary],
    ['report-html', report],
    ['junit-xml', junit],
    ['summary-md', markdown],
  ];
  return files.flatMap(([kind, path]) => (path === null ? [] : [[kind, path] as const]));
}
