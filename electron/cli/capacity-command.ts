// `capacity`: searches for the highest rate that a target holds, or sends a ladder of rates. Its trials are kept as runs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { canGoOn, rateUnitOf, type CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { capacityFileSchema, capacityText, comparedCapacity, type CapacityFigures } from '../../shared/capacity/capacity-file.ts';
import { compareCapacities } from '../../shared/capacity/capacity-comparison.ts';
import { capacitySentences } from '../../shared/capacity/capacity-words.ts';
import { estimateWords } from '../../shared/capacity/estimate.ts';
import { UserError } from '../../shared/errors.ts';
import { formatSpan } from '../../shared/format.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import type { SearchRequest, StartedSearch } from '../app/capacity/searches.ts';
import { exportOfCapacity } from '../app/exports.ts';
import type { OpenHistory } from '../app/history.ts';
import { VERSION } from '../system/version.ts';
import type { CapacityOutput, CapacityRequest, PlanSource } from './command.ts';
import { capacityExit } from './capacity-exit.ts';
import { capacityProgress } from './capacity-progress.ts';
import { findSearch } from './find-runs.ts';
import { endWithHistory } from './end-with-history.ts';
import { openOwnHistory } from './open-own-history.ts';
import { secretsOf } from './read-secret-file.ts';
import { folderOf, readPlan, unwrap } from './read-plan.ts';
import { checkWritable } from './writable.ts';
import { missedHead, trialCells, TRIAL_HEADS } from '../../shared/capacity/trial-table.ts';

const STDOUT = '-';

/** Begins a search, or goes on with one. */
type Begin = (history: OpenHistory) => Promise<StartedSearch>;

/** @throws UserError before anything is sent. */
export async function searchCommand(source: PlanSource, request: CapacityRequest, output: CapacityOutput): Promise<number> {
  const plan = unwrap(readPlan(source));
  const { settings, ladder } = request;
  const words = ladder === null ? estimateWords(settings, rateUnitOf({ plan, settings })) : ladderWords(ladder);
  return await searchToEnd(output, words, ({ searches }) =>
    searches.start({
      plan,
      planId: null,
      folder: folderOf(source),
      settings,
      ...askedBy(output),
      ...(ladder === null ? {} : { ladder }),
    }),
  );
}

/** `words`: as `--resume` names the search. @throws UserError before anything is sent. */
export async function resumeCommand(words: string, output: CapacityOutput): Promise<number> {
  return await searchToEnd(output, [], async (history) => {
    await history.settled();
    return await history.searches.resume(findSearch(history, words).id, { folder: process.cwd(), ...askedBy(output) });
  });
}

function askedBy({ secretFile, yes, workers }: CapacityOutput): Pick<SearchRequest, 'secretOf' | 'confirmed' | 'workers'> {
  return {
    secretOf: secretsOf(secretFile),
    confirmed: yes ? 'all' : [],
    ...(workers === null ? {} : { workers }),
  };
}

/** `before`: sentences that are said before anything is sent. */
async function searchToEnd(output: CapacityOutput, before: readonly string[], begin: Begin): Promise<number> {
  for (const path of [output.json, output.report, output.markdown]) if (path !== null && path !== STDOUT) checkWritable(path);
  const earlier = output.compare === null ? null : readCapacity(output.compare);
  const progress = capacityProgress(process.stderr);
  const isWatched = process.stdout.isTTY && !output.quiet && output.json !== STDOUT;
  const handleEvent = (event: HostEvent): void => {
    if (isWatched && event.type === 'capacity') progress.show(event.event);
  };
  const history = openOwnHistory(handleEvent);
  endWithHistory(history);
  try {
    if (!output.quiet && before.length > 0) process.stderr.write(`${before.join(' ')}\n`);
    const { row, interrupted } = await ended(history, begin);
    if (isWatched) progress.clear();
    const compared = earlier === null ? null : compareCapacities(earlier, comparedCapacity(row));
    if (output.json === STDOUT) process.stdout.write(capacityText(row, VERSION));
    else if (!output.quiet) {
      const lines = [...capacitySentences(row), ...(compared === null ? [] : [compared.words]), '', ...capacityTable(row)];
      process.stdout.write(`${lines.join('\n')}\n`);
    }
    await writeFiles(row, output, history.settings.get().reportHeading);
    if (row.state === 'failed') process.stderr.write(`The search failed. ${row.reason ?? ''}\n`);
    if (canGoOn(row) && !output.quiet) process.stderr.write(`Continue it with: capacity --resume ${row.id.slice(0, 8)}\n`);
    return capacityExit(row, interrupted);
  } finally {
    await history.close();
  }
}

function ladderWords({ rates, eachMs }: NonNullable<CapacityRequest['ladder']>): readonly string[] {
  return [`The ladder takes ${formatSpan(rates.length * eachMs)}.`];
}

async function ended(history: OpenHistory, begin: Begin): Promise<{ readonly row: CapacityRow; readonly interrupted: boolean }> {
  let interrupted = false;
  let id: string | null = null;
  const interrupt = (): void => {
    interrupted = true;
    if (id !== null) history.searches.stop(id);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  try {
    const started = await begin(history);
    ({ id } = started);
    if (interrupted) history.searches.stop(id);
    return { row: await started.ended, interrupted };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  }
}

async function writeFiles(row: CapacityRow, { json, report, markdown }: CapacityOutput, heading?: string): Promise<void> {
  if (json !== null && json !== STDOUT) await exportOfCapacity(row, 'json').write(resolve(json));
  if (markdown !== null) await exportOfCapacity(row, 'md').write(resolve(markdown));
  if (report !== null) await exportOfCapacity(row, 'html', heading).write(resolve(report));
}

/** @throws UserError bad_request */
function readCapacity(path: string): CapacityFigures {
  try {
    return capacityFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new UserError('bad_request', `--compare: ${path} is not a capacity. Name a file that "capacity --json FILE" wrote.`);
  }
}

/** Columns with words are aligned left, figures right. */
const LEFT: ReadonlySet<number> = new Set([1, 7, 11]);

function capacityTable(row: CapacityRow): string[] {
  if (row.trials.length === 0) return [];
  const rows = [TRIAL_HEADS.map((head, at) => (at === 7 ? missedHead(row) : head)), ...trialCells(row)];
  const widths = TRIAL_HEADS.map((_, at) => Math.max(...rows.map((cells) => (cells[at] ?? '').length)));
  return rows.map((cells) =>
    cells
      .map((cell, at) => (LEFT.has(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
