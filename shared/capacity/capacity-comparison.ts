// Compares two capacities: there is only a verdict if their bounds do not overlap. Pure.
import { formatPercent } from '../format.ts';
import type { ComparedCapacity } from './capacity-file.ts';

export interface CapacityComparison {
  readonly verdict: 'higher' | 'lower' | 'alike' | 'unknown';
  readonly words: string;
}

/** `before` is the baseline. */
export function compareCapacities(before: ComparedCapacity, after: ComparedCapacity): CapacityComparison {
  const fault = likenessFault(before, after);
  if (fault !== null) return { verdict: 'unknown', words: fault };
  const [was, is] = [boundsWords(before), boundsWords(after)];
  if (before.holds === null || after.holds === null)
    return {
      verdict: 'unknown',
      words: `No verdict: ${before.holds === null ? 'the first' : 'the second'} search confirmed no rate that holds.`,
    };
  if (before.fails !== null && after.holds.rate >= before.fails.rate)
    return {
      verdict: 'higher',
      words: `The capacity is higher, by at least ${percent(after.holds.rate / before.fails.rate - 1)}: ${is}, before ${was}.`,
    };
  if (after.fails !== null && after.fails.rate <= before.holds.rate)
    return {
      verdict: 'lower',
      words: `The capacity is lower, by at least ${percent(1 - after.fails.rate / before.holds.rate)}: ${is}, before ${was}.`,
    };
  return { verdict: 'alike', words: `No difference that the bounds can show: ${is}, before ${was}.` };
}

function likenessFault(before: ComparedCapacity, after: ComparedCapacity): string | null {
  if (before.unit !== after.unit) return `No verdict: one counts ${before.unit} a second, the other ${after.unit}.`;
  const same = before.objectives.toSorted().join() === after.objectives.toSorted().join() && before.maxFailed === after.maxFailed;
  if (!same) return 'No verdict: the two searches have different objectives, so their rates cannot be compared.';
  return before.arrivals === after.arrivals ? null : 'No verdict: one search had Poisson arrivals, the other even ones.';
}

function boundsWords({ holds, fails, unit }: ComparedCapacity): string {
  const rate = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en');
  const low = holds === null ? 'no rate' : `at least ${rate(holds.rate)}`;
  return `${low}${fails === null ? '' : ` and less than ${rate(fails.rate)}`} ${unit}/s`;
}

/** Of the capacity before; a rise may be of more than 100 %, which no share is. */
function percent(change: number): string {
  return change < 1 ? formatPercent(Math.max(0, change)) : `${Number((change * 100).toPrecision(3)).toLocaleString('en')} %`;
}
