// What a threshold measured, as people read it.
import { formatCount, formatPercent, formatRate, formatSpan, formatTime, NO_VALUE } from '../format.ts';
import { parseThreshold } from './threshold-expression.ts';
import type { Verdict } from './threshold.ts';

/** "p(95) < 200 over the last 5 s". */
export function thresholdText({ expression, over }: Pick<Verdict, 'expression' | 'over'>): string {
  return over === undefined ? expression : `${expression} over the last ${formatSpan(over)}`;
}

/** "412 ms", "1.2 %", "48/s"; a dash where nothing was measured. */
export function formatActual({ expression, actual }: Verdict): string {
  const parsed = parseThreshold(expression);
  if (actual === null || !parsed.ok) return NO_VALUE;
  switch (parsed.threshold.subject.kind) {
    case 'time':
      return formatTime(actual);
    case 'error_rate':
      return formatPercent(actual);
    case 'throughput':
      return formatRate(actual);
    case 'dropped':
      return formatCount(actual);
  }
}
