// Finds the runs that words on a command line mean: a run of the history by the beginning of its id, by its name (also with its
// number, as in "Checkout #3") or as the latest one; or the runs of a run file.
import { existsSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { numberedName, type RunBrief, type RunRow } from '../../shared/run.ts';
import type { OpenHistory } from '../app/history.ts';

/** Ids are long, so the characters that distinguish them are enough, but at least this many are needed. */
const FEWEST_CHARACTERS = 4;

/** If several match, the newest comes first. @throws UserError not_found, bad_request */
export function findRun(runs: OpenHistory['runs'], words: string): RunRow {
  const id = idOf(runs.list(), words);
  const row = id === null ? null : runs.row(id);
  if (row !== null) return row;
  const why =
    words === 'latest' ? 'There is no run in the history yet.' : `There is no run "${words}" in the history. "runs" lists them.`;
  throw new UserError('not_found', why);
}

/** A search for a capacity: by its name, the beginning of its id, or one of its trials. @throws UserError not_found, bad_request */
export function findSearch({ searches, runs }: Pick<OpenHistory, 'searches' | 'runs'>, words: string): CapacityRow {
  const list = searches.list().filter(({ kind }) => kind === 'search');
  const found =
    words === 'latest'
      ? list.slice(0, 1)
      : list.filter(({ id, name }) => name === words || (words.length >= FEWEST_CHARACTERS && id.startsWith(words)));
  const [newest, other] = found;
  if (newest !== undefined && other !== undefined && newest.name !== words)
    throw new UserError('bad_request', `"${words}" is the beginning of ${found.length} searches. Write more of it.`);
  if (newest !== undefined) return newest;
  if (words === 'latest') throw new UserError('not_found', 'There is no search for a capacity in the history yet.');
  const trial = idOf(runs.list(), words);
  const ofTrial = list.find(({ trials }) => trials.some(({ runId }) => runId === trial));
  if (ofTrial === undefined) throw new UserError('not_found', `There is no search for a capacity "${words}" in the history.`);
  return ofTrial;
}

function idOf(list: readonly RunBrief[], words: string): string | null {
  if (words === 'latest') return list[0]?.id ?? null;
  const byName = list.find((run) => run.name === words || numberedName(run) === words);
  if (byName !== undefined) return byName.id;
  if (words.length < FEWEST_CHARACTERS) return null;
  const byId = list.filter(({ id }) => id.startsWith(words));
  if (byId.length > 1)
    throw new UserError('bad_request', `"${words}" is the beginning of ${byId.length} runs. Write more of it.`);
  return byId[0]?.id ?? null;
}

export function isRunFile(words: string): boolean {
  return /\.onrush$/i.test(words) && existsSync(words);
}

/** Takes the only run of a run file into a history. @throws UserError bad_request, import_invalid */
export function onlyRun({ runs }: OpenHistory, path: string, name: string): RunRow {
  const [id, more] = runs.readFile(path, name).ids;
  const row = id === undefined ? null : runs.row(id);
  if (row === null || more !== undefined)
    throw new UserError('bad_request', `${name} holds several runs. Write one run into a file with: export RUN -o run.onrush`);
  return row;
}
