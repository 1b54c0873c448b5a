// `compare`: compares a run with one or more others, in words, as a file, and as a gate for CI.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { comparisonMarkdown } from '../../shared/comparison-markdown.ts';
import { headlineWords, meanWords, shortNames } from '../../shared/comparison-words.ts';
import { RUN_LETTERS, type Comparison } from '../../shared/comparison.ts';
import { junitOfGates } from '../../shared/junit.ts';
import { judgeGates, type GateResult } from '../../shared/regression-gate.ts';
import { likenessOf, suspectLetters } from '../../shared/run-likeness.ts';
import type { RunRow } from '../../shared/run.ts';
import { escapeMarkdown } from '../../shared/summary-markdown.ts';
import { exportOfComparison } from '../app/exports.ts';
import { openHistory, type OpenHistory } from '../app/history.ts';
import type { CompareOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { findRun, isRunFile, onlyRun } from './find-runs.ts';
import { openOwnHistory } from './open-own-history.ts';
import { printCommand } from '../system/printable.ts';
import { reportGatesToGithub, type JudgedComparison } from './github-report.ts';
import { unwrap } from './read-plan.ts';
import { checkWritable } from './writable.ts';

/** @throws UserError */
export async function compareCommand(options: CompareOptions): Promise<number> {
  for (const path of [options.junit, options.markdown, options.report]) if (path !== null) checkWritable(path);
  return options.runs.some(isRunFile) ? await compareCopies(options) : await compareStored(options);
}

/** All runs are in this computer's history and are read there. */
async function compareStored(options: CompareOptions): Promise<number> {
  const history = openOwnHistory();
  try {
    await history.settled();
    return await compare(
      history,
      options.runs.map((one) => findRun(history.runs, one)),
      options,
    );
  } finally {
    await history.close();
  }
}

/** Some runs come from files: all are copied into a temporary history, and this computer's own stays as it is. */
async function compareCopies(options: CompareOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-compare-'));
  const scratch = unwrap(openHistory(folder, () => undefined));
  try {
    return await compare(scratch, await gather(scratch, folder, options.runs), options);
  } finally {
    await scratch.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function gather(scratch: OpenHistory, folder: string, words: readonly string[]): Promise<RunRow[]> {
  const history = words.every(isRunFile) ? null : openOwnHistory();
  try {
    await history?.settled();
    return words.map((one, at) => {
      if (history === null || isRunFile(one)) return onlyRun(scratch, one, basename(one));
      const path = join(folder, `${at}.onrush`);
      history.runs.writeFile([findRun(history.runs, one).id], path);
      return onlyRun(scratch, path, one);
    });
  } finally {
    await history?.close();
  }
}

async function compare(history: OpenHistory, rows: readonly RunRow[], options: CompareOptions): Promise<number> {
  const comparison = await history.comparer.compare(rows, null);
  const results = judged(comparison, options.gates);
  // With --json, the standard output holds the comparison alone.
  const print = (text: string): void => printCommand(options.json ? process.stderr : process.stdout, text);
  const name = comparison.runs.at(-1)?.row.name ?? '';
  const markdown = markdownOf(comparison, results);
  await writeFiles(comparison, { name, markdown, results }, options, history.settings.get().reportHeading);
  process.stdout.write(options.json ? jsonOf(comparison, results) : `${linesOf(comparison, results).join('\n')}\n`);
  reportGatesToGithub({ name, markdown, results }, process.env, print);
  return exitCodeOf(results, options.strict);
}

/** If the load generator spoiled a run, its figures decide nothing. */
function judged(comparison: Comparison, gates: CompareOptions['gates']): readonly GateResult[] {
  const suspect = suspectLetters(comparison.runs.map(({ row }) => row));
  const results = judgeGates(comparison, gates);
  if (suspect.length === 0) return results;
  const why = `nothing is decided, because ${suspect.join(' and ')} ${suspect.length === 1 ? 'is' : 'are'} suspect: the load generator could not keep up`;
  return results.map(({ rule }) => ({ rule, state: 'unknown', words: `${rule.text}: ${why}.` }));
}

function linesOf(comparison: Comparison, results: readonly GateResult[]): string[] {
  const rows = comparison.runs.map(({ row }) => row);
  const names = shortNames(rows.map(({ name }) => name));
  const pairs = comparison.pairs.map((pair, at) => {
    const { verdict, figures, isWithheld } = headlineWords(comparison, pair, names[at + 1] ?? '');
    return `${verdict} ${figures}. ${isWithheld ? '' : meanWords(comparison, pair)}`.trim();
  });
  return [
    `${likenessOf(rows).words}.`,
    ...copyLines(rows),
    ...pairs,
    ...results.map(({ state, words }) => `${LABEL[state]} ${words}`),
  ];
}

/** A sentence for each run that was named twice: nothing can differ then, so no gate can fail. */
function copyLines(rows: readonly RunRow[]): string[] {
  return rows.flatMap(({ id }, at) => {
    const first = rows.findIndex((row) => row.id === id);
    return first === at
      ? []
      : [`${RUN_LETTERS[first] ?? ''} and ${RUN_LETTERS[at] ?? ''} are the same run, so nothing can differ.`];
  });
}

const LABEL: Readonly<Record<GateResult['state'], string>> = {
  passed: 'PASSED ',
  failed: 'FAILED ',
  unsure: 'UNSURE ',
  unknown: 'UNKNOWN',
};

function markdownOf(comparison: Comparison, results: readonly GateResult[]): string {
  const gates = results.map(({ state, words }) => `- **${LABEL[state].trim()}** ${escapeMarkdown(words)}\n`);
  return `${comparisonMarkdown(comparison)}${gates.length === 0 ? '' : `\n${gates.join('')}`}`;
}

async function writeFiles(
  comparison: Comparison,
  judgement: JudgedComparison,
  options: CompareOptions,
  heading?: string,
): Promise<void> {
  const { junit, markdown, report } = options;
  if (junit !== null) writeFileSync(junit, junitOfGates(judgement.name, judgement.results));
  if (markdown !== null) writeFileSync(markdown, judgement.markdown);
  if (report !== null) await exportOfComparison(comparison, heading).write(report);
}

function jsonOf({ runs, pairs }: Comparison, results: readonly GateResult[]): string {
  const value = {
    runs: runs.map(({ row, requests, throughput }) => ({
      id: row.id,
      name: row.name,
      startedAt: row.startedAt,
      requests,
      throughput,
    })),
    pairs,
    notes: copyLines(runs.map(({ row }) => row)),
    gates: results.map(({ rule, state, words }) => ({ rule: rule.text, state, words })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function exitCodeOf(results: readonly GateResult[], strict: boolean): number {
  const isFailed = results.some(({ state }) => state === 'failed' || (strict && state !== 'passed'));
  return isFailed ? EXIT.thresholdFailed : EXIT.passed;
}
