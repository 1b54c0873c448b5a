// `runs`: lists the history, newest first.
import { formatCount, plural } from '../../shared/format.ts';
import { runHeadline } from '../../shared/run-headline.ts';
import { isOver, numberedName, STATE_LABEL, type RunBrief } from '../../shared/run.ts';
import type { RunsOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { openOwnHistory } from './open-own-history.ts';
import { runTrend, trendLines, type RunTrend } from './run-trend.ts';
import { UserError } from '../../shared/errors.ts';

/** The greatest width of a column, in characters. */
const WIDEST = 48;

/** @throws UserError */
export async function runsCommand({ json, most, trend }: RunsOptions): Promise<number> {
  const history = openOwnHistory();
  try {
    // What a killed process left is counted again first, so that the list says what the run's own page says.
    await history.settled();
    if (trend !== null) return printTrend(runTrend(history.runs.list(), trend, most), trend, json);
    const list = history.runs.list().slice(0, most);
    if (json) process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    else process.stdout.write(list.length === 0 ? 'There are no runs yet.\n' : tableOf(list.map(cellsOf)));
    return EXIT.passed;
  } finally {
    await history.close();
  }
}

/** Number, start, name and result of a run. */
function cellsOf(run: RunBrief): readonly string[] {
  const { id, state, startedAt, summary } = run;
  const when = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const requests = `${formatCount(summary.requests.total)} ${plural(summary.requests.total, 'request')}`;
  const became = isOver(state) ? runHeadline(run).words : '';
  return [id.slice(0, 8), when, numberedName(run), STATE_LABEL[state], requests, became];
}

/** Columns are as wide as their widest cell, up to a limit, so that a long name does not push the others away. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.min(WIDEST, Math.max(...rows.map((row) => row[column]?.length ?? 0))));
  const line = (row: readonly string[]): string => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** @throws UserError not_found */
function printTrend(trend: RunTrend, name: string, json: boolean): number {
  if (trend.runs.length === 0)
    throw new UserError('not_found', `There is no finished run called "${name}" in the history. "runs" lists them.`);
  process.stdout.write(json ? `${JSON.stringify(trend, null, 2)}\n` : `${trendLines(trend).join('\n')}\n`);
  return EXIT.passed;
}
