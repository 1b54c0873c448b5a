// Durations without a unit in the text of a plan. A plan in the program counts them in ms; where a person writes 3, nobody knows
// whether 3 s or 3 ms are meant.
import { durationFault } from '../duration.ts';
import type { Problem } from '../errors.ts';

const OF_STEP = ['think', 'think.*', 'budget', 'recorded'];
const OF_LOAD = 'load.stages.*.duration';
const PLACES: readonly string[] = [
  'warmup',
  'gracefulStop',
  'timeouts.*',
  'thresholds.*.over',
  'thresholds.*.delay',
  OF_LOAD,
  ...['scenarios.*.', ''].flatMap((at) =>
    ['before', 'perVu', 'steps'].flatMap((list) => OF_STEP.map((one) => `${at}${list}.*.${one}`)),
  ),
  ...[OF_LOAD, 'pacing', 'refresh'].map((place) => `scenarios.*.${place}`),
];

/** `input`: parsed JSON, of any shape. 0 is the same in any unit. */
export function bareDurations(input: unknown): readonly Problem[] {
  return PLACES.flatMap((place) => numbersAt(input, place.split('.'), ''));
}

function numbersAt(value: unknown, [name, ...rest]: readonly string[], path: string): readonly Problem[] {
  if (name === undefined) {
    return typeof value === 'number' && value !== 0 ? [{ path, message: durationFault(String(value)) }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => name === '*' || key === name)
    .flatMap(([key, inner]) =>
      numbersAt(inner, rest, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
    );
}
