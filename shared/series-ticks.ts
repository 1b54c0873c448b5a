// The value axis of a series from outside: 0 to 100 for percent, otherwise from 0 to a round number beyond its values.
import { rangeOf, type OutsideSeries } from './outside-series.ts';

export interface AmountTicks {
  readonly from: number;
  readonly to: number;
  /** Two to five, including the ends. */
  readonly ticks: readonly number[];
}

export function amountTicks(series: Pick<OutsideSeries, 'values' | 'isPercent'>): AmountTicks {
  const { least, most } = rangeOf(series);
  const low = Math.min(0, least);
  const high = Math.max(series.isPercent ? 100 : 0, most);
  if (series.isPercent && low === 0 && high === 100) return { from: 0, to: 100, ticks: [0, 50, 100] };
  const span = high > low && Number.isFinite(high - low) ? high - low : 1;
  const power = 10 ** Math.floor(Math.log10(span));
  const step = ([0.5, 1, 2, 5].find((factor) => span / (factor * power) <= 3) ?? 5) * power;
  const from = Math.floor(low / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil((low + span) / step - 1e-9));
  return {
    from: from * step,
    to: to * step,
    ticks: Array.from({ length: to - from + 1 }, (_, index) => (from + index) * step),
  };
}
