// The trials of a search for a terminal.
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { missedHead, trialCells, TRIAL_HEADS } from '../../shared/capacity/trial-table.ts';

/** Words stand at the left, figures at the right. */
const LEFT: ReadonlySet<number> = new Set([1, 7, 11]);

export function capacityTable(row: CapacityRow): string[] {
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
