// `merge`: the results of several load generators as one run, kept in the history.
import { existsSync, statSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';
import { formatCount, plural } from '../../shared/format.ts';
import type { RunRow } from '../../shared/run.ts';
import { mergeFiles } from '../app/merge-files.ts';
import { rewriteLine } from '../system/printable.ts';
import type { MergeOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { openOwnHistory } from './open-own-history.ts';
import { errorJson } from './json-output.ts';
import { summaryLines } from './summary-text.ts';
import { checkWritable } from './writable.ts';
import { writeRun } from './write-run.ts';

type MergedRun = Awaited<ReturnType<typeof mergeFiles>>;

const STOPPED = 'Stopped; nothing was merged.';

/** @throws UserError before anything is kept. */
export async function mergeCommand(options: MergeOptions): Promise<number> {
  for (const path of options.files) checkFile(path);
  if (options.output !== null) checkWritable(options.output);
  const history = openOwnHistory();
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  const isWatched = process.stderr.isTTY && !options.quiet;
  try {
    const merged = await mergeFiles(history.runs, options.files, {
      align: options.align,
      name: options.name,
      signal: controller.signal,
      handleProgress: (share) => {
        if (isWatched) rewriteLine(process.stderr, `Reading, ${Math.floor(share * 100)} %`);
      },
    });
    if (isWatched) rewriteLine(process.stderr);
    const row = history.runs.row(merged.runId);
    if (row === null) throw new UserError('not_found', 'The merged run is not in the history any more.');
    if (options.output !== null) await writeRun(history, row, options.output);
    if (options.json) process.stdout.write(jsonOf(merged, row));
    else if (!options.quiet) process.stdout.write(`${linesOf(merged, row).join('\n')}\n`);
    return row.verdicts.every(({ passed }) => passed) ? EXIT.passed : EXIT.thresholdFailed;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    process.stderr.write(`${STOPPED}\n`);
    if (options.json) process.stdout.write(errorJson({ code: 'superseded', message: STOPPED }));
    return EXIT.interrupted;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
    await history.close();
  }
}

function checkFile(path: string): void {
  if (!existsSync(path)) throw new UserError('import_invalid', `There is no file ${path}.`);
  const found = statSync(path);
  if (found.isDirectory()) throw new UserError('import_invalid', `${path} is a folder. Name the files in it.`);
  if (!found.isFile())
    throw new UserError(
      'import_invalid',
      `${path} is not a regular file, and results are read more than once. Save them to one first.`,
    );
}

function linesOf({ generators, notes }: MergedRun, row: RunRow): readonly string[] {
  const of = generators.map(({ name, requests }) => `${name} ${formatCount(requests)}`).join(', ');
  return [
    ...summaryLines(row),
    `Merged from ${generators.length} load ${plural(generators.length, 'generator')}: ${of}`,
    ...notes.map((note) => `  ${note}`),
  ];
}

function jsonOf({ runId, requests, generators, notes }: MergedRun, { name, startedAt, summary, verdicts }: RunRow): string {
  return `${JSON.stringify({ id: runId, name, startedAt, requests, generators, notes, summary, verdicts }, null, 2)}\n`;
}
