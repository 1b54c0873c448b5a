// The single requests of a run's snapshots as rows of the task picture, in the order of their iterations.
import { outcomeOf } from '../../shared/outcome.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { TaskRow } from './task-bars.tsx';

export function taskRowsOf(snapshots: readonly Snapshot[]): TaskRow[] {
  const numbered = snapshots.flatMap(({ dots }) =>
    Array.from(dots.endedAt, (endedAt, at) => {
      const sentAt = endedAt - (dots.service[at] ?? 0);
      const firstByte = dots.firstByte[at] ?? Number.NaN;
      const row: TaskRow = {
        dueAt: endedAt - (dots.response[at] ?? 0),
        sentAt,
        firstByteAt: Number.isNaN(firstByte) ? null : sentAt + firstByte,
        endedAt,
        outcome: outcomeOf(dots.outcome[at] ?? 0),
      };
      return { iteration: dots.iteration[at] ?? 0, row };
    }),
  );
  return numbered.toSorted((a, b) => a.iteration - b.iteration || a.row.sentAt - b.row.sentAt).map(({ row }) => row);
}
