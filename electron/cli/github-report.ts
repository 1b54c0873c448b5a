// What GitHub shows of a run or a comparison that one of its workflows made: the summary on the page of the job, and an annotation for
// each failure.
import { appendFileSync } from 'node:fs';
import { failedWords } from '../../shared/plan/threshold-words.ts';
import type { GateResult } from '../../shared/regression-gate.ts';
import { STATE_LABEL, type RunRow } from '../../shared/run.ts';
import { summaryMarkdown } from '../../shared/summary-markdown.ts';
import { VERSION } from '../system/version.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Print = (text: string) => unknown;

export interface JudgedComparison {
  /** Of the run that was judged. */
  readonly name: string;
  readonly markdown: string;
  readonly results: readonly GateResult[];
}

/** Does nothing outside a workflow. GitHub reads what `print` prints, on either output. */
export function reportToGithub(row: RunRow, environment: Environment, print: Print): void {
  if (!isWorkflow(environment)) return;
  summarise(environment, summaryMarkdown(row, VERSION), print);
  for (const words of failuresOf(row)) print(annotation(row.name, words));
}

/** An annotation for each gate that failed. Does nothing outside a workflow. */
export function reportGatesToGithub({ name, markdown, results }: JudgedComparison, environment: Environment, print: Print): void {
  if (!isWorkflow(environment)) return;
  summarise(environment, markdown, print);
  for (const { state, words } of results) if (state === 'failed') print(annotation(name, words));
}

function isWorkflow(environment: Environment): boolean {
  return environment['GITHUB_ACTIONS'] === 'true';
}

/** If it cannot be written, that is said, and the result stays what it is. */
function summarise(environment: Environment, text: string, print: Print): void {
  const path = environment['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  try {
    appendFileSync(path, `${text}\n`);
  } catch {
    print(`::warning::${escape(`The summary of the job cannot be written to ${path}.`)}\n`);
  }
}

function annotation(title: string, words: string): string {
  return `::error title=${property(title)}::${escape(words)}\n`;
}

function failuresOf({ state, reason, verdicts }: RunRow): string[] {
  const ended = state === 'completed' ? [] : [`${STATE_LABEL[state]}. ${reason ?? ''}`.trim()];
  return [...ended, ...verdicts.filter(({ passed }) => !passed).map(failedWords)];
}

/** Escapes text for workflow commands: the result is one line, whatever a name contains. */
function escape(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escape(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
