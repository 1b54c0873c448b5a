// Where in a response a step takes a value, in the words of its own row. Pure.
import type { Draft } from '../draft/draft.ts';
import { writtenExtracts, type ExtractDraft } from '../draft/draft-extract.ts';
import { stepAt, type StepAt } from '../draft/step-list.ts';

export interface TakenFrom {
  /** "$.token", "header location" */
  readonly source: string;
  /** ", at random"; empty for the first match. */
  readonly which: string;
}

/** Null if the step takes no value of that name, or does not yet say from where. */
export function takenFrom(draft: Draft, at: StepAt, name: string): TakenFrom | null {
  const row = writtenExtracts(stepAt(draft, at)?.extract ?? []).find((one) => one.name.trim() === name);
  return row === undefined || row.path.trim() === '' ? null : { source: sourceOf(row), which: WHICH[row.pick] };
}

const WHICH: Readonly<Record<ExtractDraft['pick'], string>> = {
  first: '',
  last: ', the last one',
  random: ', one at random',
  'all-count': ', how many there are',
};

function sourceOf({ kind, path, right, attr }: ExtractDraft): string {
  switch (kind) {
    case 'json':
    case 'regex':
      return path;
    case 'css':
      return attr.trim() === '' ? path : `${path} ${attr}`;
    case 'between':
      return `between “${path}” and “${right}”`;
    case 'header':
    case 'cookie':
      return `${kind} ${path}`;
  }
}
