// Changes of a run's name, notes, tags and star; removals can be undone.
import type { Result } from '../../shared/errors.ts';
import type { RunRow } from '../../shared/run.ts';
import { withTags } from '../../shared/run-description.ts';
import { describeRun } from '../host/host-state.ts';
import { showFailure, showUndo } from '../ui/toasts.tsx';

export function renameRun({ id }: RunRow, name: string): void {
  void notifyFailure(describeRun(id, () => ({ name })));
}

export function starRun({ id }: Pick<RunRow, 'id'>, starred: boolean): void {
  void notifyFailure(describeRun(id, () => ({ starred })));
}

/** One tag or several, as typed. */
export function addTags({ id }: RunRow, text: string): void {
  void notifyFailure(describeRun(id, ({ tags }) => ({ tags: withTags(tags, text) })));
}

export async function removeTag(run: RunRow, tag: string): Promise<void> {
  const removed = await notifyFailure(describeRun(run.id, ({ tags }) => ({ tags: tags.filter((one) => one !== tag) })));
  if (removed) showUndo(`Removed the tag “${tag}”.`, () => addTags(run, tag));
}

export async function writeNotes({ id, notes: before }: RunRow, notes: string): Promise<void> {
  const written = await notifyFailure(describeRun(id, () => ({ notes })));
  if (written && notes === '' && before !== '') {
    showUndo('Removed the notes.', () => void notifyFailure(describeRun(id, () => ({ notes: before }))));
  }
}

async function notifyFailure(result: Promise<Result<RunRow>>): Promise<boolean> {
  const { ok, ...rest } = await result;
  if ('failure' in rest) showFailure(rest.failure);
  return ok;
}
