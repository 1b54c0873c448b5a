// A cell with a percentile: fainter where too few requests lie beyond it, with the reason as its tooltip.
import { fewWords, hasEnough } from '../../../../shared/enough-samples.ts';
import { formatTime, NO_VALUE } from '../../../../shared/format.ts';
import type { TimeStats } from '../../../../shared/time-stats.ts';

interface PercentileCellProps {
  readonly name: keyof TimeStats;
  /** In milliseconds; null where no request completed. */
  readonly value: number | null;
  /** The requests that completed: what the percentile is of. */
  readonly total: number;
}

export function PercentileCell({ name, value, total }: PercentileCellProps) {
  const percent = name.startsWith('p') ? Number(name.slice(1)) : null;
  const few = percent === null || hasEnough(percent, total) ? null : fewWords(percent, total, 'this row');
  return (
    <td className={few === null ? 'is-number' : 'is-number is-faint'} title={few ?? undefined}>
      {total === 0 || value === null ? NO_VALUE : formatTime(value)}
    </td>
  );
}
