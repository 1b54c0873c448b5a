// Rates of a search in the unit that it is said in.
import { formatRate } from '../format.ts';
import type { RateUnit } from './capacity-search.ts';

/** "860/s", "2.5/s". */
export function rateWords(rate: number, { factor }: RateUnit): string {
  const value = rate * factor;
  return value < 99.95 ? `${Number(value.toPrecision(3))}/s` : formatRate(value);
}

/** "860 requests/s". */
export function rateOfUnit(rate: number, unit: RateUnit): string {
  return rateWords(rate, unit).replace('/s', ` ${unit.noun}/s`);
}
