// `runs`: what is in the history, the newest first.
import { formatCount } from '../../shared/format.ts';
import { STATE_LABEL, type RunBrief } from '../../shared/run.ts';
import { openHistory } from '../app/history.ts';
import { dataFolder } from '../system/data-folder.ts';
import type { RunsOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { unwrap } from './read-plan.ts';

/** @throws UserError */
export async function runsCommand({ json, most }: RunsOptions): Promise<number> {
  const history = unwrap(openHistory(dataFolder(), () => undefined));
  try {
    const list = history.runs.list().slice(0, most);
    if (json) process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    else process.stdout.write(list.length === 0 ? 'There are no runs yet.\n' : `${list.map(lineOf).join('\n')}\n`);
    return EXIT.passed;
  } finally {
    await history.close();
  }
}

function lineOf({ id, name, state, startedAt, summary, verdicts }: RunBrief): string {
  const when = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const passed = verdicts.length === 0 ? '' : verdicts.every((verdict) => verdict.passed) ? ', passed' : ', thresholds failed';
  return `${id.slice(0, 8)}  ${when}  ${STATE_LABEL[state]}${passed}  ${figures(summary)}  ${name}`;
}

function figures(summary: RunBrief['summary']): string {
  return `${formatCount(summary.requests.total)} requests`;
}
