// node build/boot.mjs simulate-capacity [SEARCHES] [--quick] [--only NAME]: searches for the capacity of targets of known laws in a simulated time,
// as a table on stdout: how often a bound is wrong, how wide they lie apart, how long it takes. Two hundred searches each: minutes.
import type { Precision } from '../../shared/capacity/capacity-settings.ts';
import { boundsOf } from '../../shared/capacity/search-bounds.ts';
import { changeOf } from '../../shared/capacity/target-change.ts';
import { randomFrom, searchAt, TARGETS } from '../../shared/capacity/test-targets.ts';
import { SETTLE_S } from '../../shared/capacity/trial-length.ts';
import { UserError } from '../../shared/errors.ts';
import { taskArguments } from '../task-arguments.ts';

interface Case {
  readonly name: keyof typeof TARGETS;
  readonly objective: string;
  /** The highest rate that it sustains, before and after it changes; from a formula, or from hours of simulated load. */
  readonly best: readonly [number, number];
  /** The most that may be sent, if that is the limit. */
  readonly maxRate?: number;
}

const CASES: readonly Case[] = [
  { name: 'M/M/1', objective: 'p(99) <= 50ms', best: [908, 908] },
  { name: 'M/H2/1', objective: 'p(99) <= 50ms', best: [450.5, 450.5] },
  { name: 'D/M/1', objective: 'p(99) <= 50ms', best: [950.5, 950.5] },
  { name: 'M/D/1', objective: 'p(99) <= 50ms', best: [954, 954] },
  { name: 'D/D/1', objective: 'p(99) <= 50ms', best: [1000, 1000] },
  { name: 'M/D/4', objective: 'p(99) <= 50ms', best: [953, 953] },
  { name: 'freezes', objective: 'p(95) <= 50ms', best: [682, 682] },
  { name: 'warms up', objective: 'p(99) <= 50ms', best: [741, 908] },
  { name: 'drops', objective: 'p(99) <= 50ms', best: [908, 758] },
  // It holds the last one after 20 min, for which no search lasts.
  { name: 'wears out', objective: 'p(99) <= 50ms', best: [908, 649] },
  { name: 'never fails', objective: 'p(99) <= 50ms', best: [Infinity, Infinity], maxRate: 1000 },
  { name: 'M/M/1, sent by a busy computer', objective: 'p(99) <= 50ms', best: [902, 902] },
  { name: 'limit 50', objective: 'p(99) <= 50ms', best: [22.04, 22.04] },
  { name: 'limit 500', objective: 'p(99) <= 50ms', best: [441.5, 441.5] },
];

export const usage = `node build/boot.mjs simulate-capacity [SEARCHES] [--quick] [--only NAME]
  SEARCHES     how many for each target; 200 by default
  --quick      searches of less precision
  --only NAME  one target: ${CASES.map(({ name }) => name).join(', ')}`;

const COLUMNS = [
  'target',
  'wrong lower',
  'wrong upper',
  'found or limited',
  'lower',
  'upper',
  'width',
  'time',
  'requests',
  'changed',
];

export function run(args: readonly string[]): number {
  const { values, positionals } = taskArguments(args, {
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
    allowPositionals: true,
  });
  const [count = 200, ...others] = positionals.map(countOf);
  if (others.length > 0) throw new UserError('bad_request', 'Give one number of searches.');
  const cases = CASES.filter(({ name }) => values.only === undefined || name === values.only);
  if (cases.length === 0) throw new UserError('bad_request', `There is no target "${values.only}".`);
  process.stdout.write(`| ${COLUMNS.join(' | ')} |\n|${COLUMNS.map(() => '---').join('|')}|\n`);
  for (const one of cases) process.stdout.write(`| ${rowOf(one, count, values.quick ? 'quick' : 'thorough').join(' | ')} |\n`);
  return 0;
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UserError('bad_request', `"${text}" is not a number of searches.`);
}

function rowOf({ name, objective, best, maxRate }: Case, count: number, precision: Precision): readonly string[] {
  const arrivals = name.startsWith('D/') ? 'even' : 'poisson';
  const [least, most] = [Math.min(...best), Math.max(...best)];
  const found = Array.from({ length: count }, (_, at) => {
    const search = searchAt(
      TARGETS[name],
      { objectives: [objective], precision, arrivals },
      randomFrom(1000 + at * 7919),
      maxRate,
    );
    const { confirmedLow, confirmedHigh } = boundsOf(search.settings, search.trials);
    const [low, high] = [confirmedLow?.request.rate ?? null, confirmedHigh?.request.rate ?? null];
    const sent = search.trials.reduce((sum, { request, seconds }) => sum + request.rate * (seconds + SETTLE_S), 0);
    const isDecided = search.end === 'found' || search.end === 'limited';
    return { low, high, isDecided, sent, time: search.elapsedS, hasChanged: changeOf(search.trials) !== null };
  });
  const share = (isSo: (one: (typeof found)[number]) => boolean): string => `${(found.filter(isSo).length / count) * 100} %`;
  return [
    name,
    share(({ low }) => low !== null && low > most),
    share(({ high }) => high !== null && high < least),
    share(({ isDecided }) => isDecided),
    median(found.flatMap(({ low }) => (low === null ? [] : [low / (maxRate ?? most)]))).toFixed(2),
    median(found.flatMap(({ high }) => (high === null ? [] : [high / (maxRate ?? most)]))).toFixed(2),
    `${(median(found.flatMap(({ low, high }) => (low === null || high === null ? [] : [1 - low / high]))) * 100).toFixed(0)} %`,
    `${median(found.map(({ time }) => time)).toFixed(0)} s`,
    median(found.map(({ sent }) => sent)).toFixed(0),
    share(({ hasChanged }) => hasChanged),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
