// What GitHub shows of a run that one of its workflows made: the summary on the page of the job, and an annotation for each
// failure.
import { appendFileSync } from 'node:fs';
import { failedWords } from '../../shared/plan/threshold-words.ts';
import { STATE_LABEL, type RunRow } from '../../shared/run.ts';
import { summaryMarkdown } from '../../shared/summary-markdown.ts';
import { VERSION } from '../system/version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Does nothing outside a workflow. */
export function reportToGithub(
  row: RunRow,
  environment: Environment,
  print = (text: string) => process.stdout.write(text),
): void {
  if (environment['GITHUB_ACTIONS'] !== 'true') return;
  const summary = environment['GITHUB_STEP_SUMMARY'];
  if (summary !== undefined && summary !== '') appendFileSync(summary, `${summaryMarkdown(row, VERSION)}\n`);
  for (const words of failuresOf(row)) print(`::error title=${property(row.name)}::${escape(words)}\n`);
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
