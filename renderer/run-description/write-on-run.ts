// Changes of the name, notes, tags and star of a run, or of a search for a capacity; removals can be undone.
import type { Result } from '../../shared/errors.ts';
import { withTags, type RunDescription } from '../../shared/run-description.ts';
import { describeRun } from '../host/host-state.ts';
import { showFailure, showUndo } from '../ui/toasts.tsx';

/** What is written on: a run, or a search. */
export interface Written {
  readonly noun: 'run' | 'search';
  readonly describe: (id: string, change: (now: RunDescription) => Partial<RunDescription>) => Promise<Result<unknown>>;
}

export const ON_RUN: Written = { noun: 'run', describe: describeRun };

interface WithId {
  readonly id: string;
}

export function rename({ id }: WithId, { describe }: Written, name: string): void {
  void notifyFailure(describe(id, () => ({ name })));
}

export function star({ id }: WithId, { describe }: Written, starred: boolean): void {
  void notifyFailure(describe(id, () => ({ starred })));
}

/** One tag or several, as typed. */
export function addTags({ id }: WithId, { describe }: Written, text: string): void {
  void notifyFailure(describe(id, ({ tags }) => ({ tags: withTags(tags, text) })));
}

export async function removeTag(run: WithId, on: Written, tag: string): Promise<void> {
  const removed = await notifyFailure(on.describe(run.id, ({ tags }) => ({ tags: tags.filter((one) => one !== tag) })));
  if (removed) showUndo(`Removed the tag “${tag}”.`, () => addTags(run, on, tag));
}

export async function writeNotes(
  { id, notes: before }: WithId & Pick<RunDescription, 'notes'>,
  { describe }: Written,
  notes: string,
): Promise<void> {
  const written = await notifyFailure(describe(id, () => ({ notes })));
  if (written && notes === '' && before !== '') {
    showUndo('Removed the notes.', () => void notifyFailure(describe(id, () => ({ notes: before }))));
  }
}

async function notifyFailure(result: Promise<Result<unknown>>): Promise<boolean> {
  const { ok, ...rest } = await result;
  if ('failure' in rest) showFailure(rest.failure);
  return ok;
}
