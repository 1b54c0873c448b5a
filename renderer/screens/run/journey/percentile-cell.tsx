// A cell with a percentile: less prominent if too few requests are beyond it, with the reason as its tooltip.
import { fewFigureWords } from '../../../../shared/enough-samples.ts';
import { formatTime, NO_VALUE } from '../../../../shared/format.ts';
import type { TimeStats } from '../../../../shared/time-stats.ts';

interface PercentileCellProps {
  readonly name: keyof TimeStats;
  /** In milliseconds; null if no request completed. */
  readonly value: number | null;
  /** The number of completed requests, on which the percentile is based. */
  readonly total: number;
}

export function PercentileCell({ name, value, total }: PercentileCellProps) {
  const few = fewFigureWords(name, total, 'this row');
  return (
    <td className={few === null ? 'is-number' : 'is-number is-faint'} title={few ?? undefined}>
      {total === 0 || value === null ? NO_VALUE : formatTime(value)}
    </td>
  );
}
