// `run`: runs one plan, writes its files and returns its exit code. The run is kept in the same history as those of the window.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { passedOver } from '../../shared/plan/passed-over.ts';
import type { RunPart } from '../../shared/plan/run-part.ts';
import { schedulesOf } from '../../shared/plan/streams.ts';
import { plural } from '../../shared/format.ts';
import type { RunRow } from '../../shared/run.ts';
import { usage } from './usage.ts';
import type { OpenHistory } from '../app/history.ts';
import type { RunSender } from '../app/run-request.ts';
import type { PlanSource, RunOutput } from './command.ts';
import { endWithHistory } from './end-with-history.ts';
import { EXIT } from './exit-codes.ts';
import { printCommand } from '../system/printable.ts';
import { reportToGithub } from './github-report.ts';
import { openOwnHistory } from './open-own-history.ts';
import { errorJson } from './json-output.ts';
import { progressOn } from './progress.ts';
import { secretsOf } from './read-secret-file.ts';
import { folderOf, readPlan, unwrap } from './read-plan.ts';
import { checkWritable } from './writable.ts';
import { summaryLines } from './summary-text.ts';

const NOT_BEGUN = 'The run was stopped before it began.';

/** @throws UserError before anything is run. */
export async function runCommand(source: PlanSource, output: RunOutput): Promise<number> {
  const plan = unwrap(readPlan(source));
  if (output.part !== null) checkPart(plan, output.part);
  for (const { path, message } of passedOver(plan)) process.stderr.write(`${path}: ${message}\n`);
  pathsOf(output).forEach(checkWritable);
  const sender = output.k6 === null ? null : await (await import('../app/k6/k6-sender.ts')).k6Sender(output.k6.path);
  const progress = progressOn(process.stderr, plan);
  const isWatched = process.stdout.isTTY && !output.quiet && !output.json;
  const history = openOwnHistory((event) => {
    if (isWatched && event.type === 'run') progress.show(event.event);
  });
  endWithHistory(history);
  try {
    const ran = await runToEnd(history, plan, folderOf(source), output, sender);
    if (ran === null) {
      if (output.json) process.stdout.write(errorJson({ code: 'superseded', message: NOT_BEGUN }));
      return EXIT.interrupted;
    }
    const { interrupted } = ran;
    const row = await withOutsideSeries(history, ran.row, output);
    if (isWatched) progress.clear();
    if (!output.json && !output.quiet) process.stdout.write(`${summaryLines(row).join('\n')}\n`);
    if (output.json || pathsOf(output).length > 0) await (await import('./run-files.ts')).writeRunFiles(history, row, output);
    // With --json, the standard output holds the summary alone.
    reportToGithub(row, process.env, (text) => printCommand(output.json ? process.stderr : process.stdout, text));
    return exitCodeOf(row, interrupted);
  } finally {
    await history.close();
  }
}

/** If the figures from outside cannot be read, that is reported, and the run stays valid. */
async function withOutsideSeries(history: OpenHistory, row: RunRow, output: RunOutput): Promise<RunRow> {
  if (output.series.length === 0 && output.prometheus === null) return row;
  return await (await import('./run-series.ts')).addRunSeries(history.runs, row, output);
}

function pathsOf({ requestsCsv, timeseriesCsv, summary, report, junit, markdown }: RunOutput): readonly string[] {
  return [requestsCsv, timeseriesCsv, summary, report, junit, markdown].filter((path) => path !== null);
}

/** Each part needs a virtual user for each load. @throws UserError bad_request */
function checkPart(plan: Plan, { parts }: RunPart): void {
  const fewest = Math.min(...schedulesOf(plan).map(({ maxVus }) => maxVus));
  if (parts > fewest)
    throw usage(`--part: the plan has ${fewest} virtual ${plural(fewest, 'user')}, so at most ${fewest} can send it together.`);
}

/** Returns null if the run was stopped before it began. */
async function runToEnd(
  history: OpenHistory,
  plan: Plan,
  folder: string,
  { workers, yes, secretFile, part, startAt, otlp }: RunOutput,
  sender: RunSender | null,
): Promise<{ row: RunRow; interrupted: boolean } | null> {
  let interrupted = false;
  let isRunning: string | null = null;
  const interrupt = (): void => {
    interrupted = true;
    if (isRunning === null) history.manager.cancelStart();
    else history.manager.stop(isRunning);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  try {
    const { id, ended } = await history.manager.start({
      plan,
      planId: null,
      folder,
      secretOf: secretsOf(secretFile),
      confirmed: yes ? 'all' : [],
      ...(workers === null ? {} : { workers }),
      ...(otlp === null ? {} : { otlp }),
      handleWarning: (sentence) => process.stderr.write(`${sentence}\n`),
      ...(part === null ? {} : { part }),
      ...(startAt === null ? {} : { startAt }),
      ...(sender === null ? {} : { sender }),
    });
    isRunning = id;
    if (interrupted) history.manager.stop(id);
    return { row: await ended, interrupted };
  } catch (error) {
    if (!(error instanceof UserError) || error.failure.code !== 'superseded') throw error;
    process.stderr.write(`${error.failure.message}\n`);
    return null;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  }
}

function exitCodeOf(row: RunRow, interrupted: boolean): number {
  if (interrupted) return EXIT.interrupted;
  if (row.state === 'failed') {
    process.stderr.write(`The run failed. ${row.reason ?? ''}\n`);
    return EXIT.runFailed;
  }
  if (!row.verdicts.every((verdict) => verdict.passed)) return EXIT.thresholdFailed;
  if (row.state === 'completed') return EXIT.passed;
  process.stderr.write(`${row.reason ?? 'The run was stopped.'}\n`);
  return EXIT.runFailed;
}
