// The load of a plan as an executor of k6.
import { assertNever } from '../../errors.ts';
import { printDuration } from '../../duration.ts';
import { ms } from '../../units.ts';
import type { LoadProfile, Plan, Stage } from '../plan.ts';
import { iterationsDueBy, scheduleOf } from '../schedule.ts';
import { streamsOf } from '../streams.ts';
import { literal, member, objectText, type Field } from './js-text.ts';

/** Longer than any run: without a time, k6 ends a scenario with a fixed number of iterations after ten minutes. */
const LONGEST = '168h';

/** `stream` is the index among the loads of the plan. */
export function executorOf(load: LoadProfile, plan: Plan, stream: number): Field[] {
  const grace = printDuration(plan.gracefulStop);
  switch (load.model) {
    case 'iterations':
      return [
        field('executor', 'shared-iterations'),
        field('vus', Math.min(load.vus, load.iterations)),
        ['iterations', limitedIterations(load.iterations, plan, stream)],
        field('maxDuration', LONGEST),
      ];
    case 'closed':
      return [...closedFields(load, grace), field('gracefulStop', grace)];
    case 'open':
      return [
        ...openFields(load),
        field('preAllocatedVUs', load.maxVus),
        field('maxVUs', load.maxVus),
        field('gracefulStop', grace),
      ];
    default:
      return assertNever(load);
  }
}

function closedFields({ stages, startTarget }: Extract<LoadProfile, { model: 'closed' }>, grace: string): Field[] {
  const steady = steadyLevel(stages, startTarget);
  if (steady !== null) return [field('executor', 'constant-vus'), field('vus', steady), field('duration', durationOf(stages))];
  return [
    field('executor', 'ramping-vus'),
    field('startVUs', startTarget ?? stages[0]?.target ?? 0),
    ['stages', stagesText(stages, 1)],
    field('gracefulRampDown', grace),
  ];
}

function openFields(load: Extract<LoadProfile, { model: 'open' }>): Field[] {
  const { stages, startTarget } = load;
  const { perUnit, timeUnit } = rateUnit([startTarget ?? 0, ...stages.map(({ target }) => target)], arrivalsFactor(load));
  const steady = steadyLevel(stages, startTarget);
  if (steady !== null && lengthOf(stages) - halfTick(steady) >= SHORTEST_MS)
    return [
      field('executor', 'constant-arrival-rate'),
      field('rate', Math.round(steady * perUnit)),
      field('timeUnit', timeUnit),
      // k6 also starts the arrival that is due at the very end, so the duration is shortened.
      field('duration', durationOf(stages, -halfTick(steady))),
    ];
  return [
    field('executor', 'ramping-arrival-rate'),
    field('startRate', Math.round((startTarget ?? stages[0]?.target ?? 0) * perUnit)),
    field('timeUnit', timeUnit),
    // k6's first arrival comes after one interval, so without a longer end the last one would be missing.
    ['stages', stagesText(withLonger(stages), perUnit)],
  ];
}

function field(name: string, value: string | number): Field {
  return [name, literal(value)];
}

/** The run ends when the data rows are used up. */
function limitedIterations(iterations: number, plan: Plan, stream: number): string {
  const limits = (plan.data ?? []).flatMap(({ name, onEnd }) => (onEnd === 'stop' ? [`data${member(name)}.length`] : []));
  return limits.length === 0 || streamsOf(plan).length > 1 || stream > 0
    ? String(iterations)
    : `Math.min(${[String(iterations), ...limits].join(', ')})`;
}

/** Returns null if the level changes. k6 has no constant load of zero, or of less than a second. */
function steadyLevel(stages: readonly Stage[], startTarget: number | undefined): number | null {
  const [first] = stages;
  if (first === undefined || first.target === 0 || lengthOf(stages) < SHORTEST_MS) return null;
  const isSteady = (startTarget ?? first.target) === first.target && stages.every(({ target }) => target === first.target);
  return isSteady ? first.target : null;
}

/** k6 refuses a shorter constant load. */
const SHORTEST_MS = 1000;

function lengthOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { duration }) => sum + duration, 0);
}

function durationOf(stages: readonly Stage[], more = 0): string {
  return printDuration(ms(lengthOf(stages) + more));
}

/** Half the interval between arrivals, in whole ms. */
function halfTick(perSecond: number): number {
  return Math.min(500, Math.floor(500 / perSecond));
}

function withLonger(stages: readonly Stage[]): readonly Stage[] {
  const last = stages.at(-1);
  if (last === undefined || last.target === 0) return stages;
  return [...stages.slice(0, -1), { ...last, duration: ms(last.duration + halfTick(last.target)) }];
}

function stagesText(stages: readonly Stage[], perUnit: number): string {
  const lines = stages.map(({ duration, target }) =>
    objectText([
      field('duration', duration === 0 ? '0s' : printDuration(duration)),
      field('target', Math.round(target * perUnit)),
    ]),
  );
  return lines.length === 1 ? `[${lines.join('')}]` : `[\n${lines.map((line) => `  ${line},`).join('\n')}\n]`;
}

const UNITS: readonly (readonly [seconds: number, timeUnit: string])[] = [
  [1, '1s'],
  [10, '10s'],
  [60, '1m'],
  [100, '100s'],
  [1000, '1000s'],
  [3600, '1h'],
  [10_000, '10000s'],
];

/** The number of random arrivals differs from what their rate says: k6 sends as many as the seed gives. */
function arrivalsFactor(load: Extract<LoadProfile, { model: 'open' }>): number {
  const schedule = scheduleOf(load);
  const { iterations, durationMs } = schedule;
  if (schedule.points === null || iterations === null || iterations === 0 || iterations > MOST_COUNTED) return 1;
  return iterationsDueBy(schedule, durationMs ?? 0) / iterations || 1;
}

/** Above this number, chance changes it by less than a thousandth. */
const MOST_COUNTED = 1_000_000;

/** k6 only accepts whole numbers: the shortest unit of time in which all rates are whole. */
function rateUnit(rates: readonly number[], factor: number): { readonly perUnit: number; readonly timeUnit: string } {
  if (factor !== 1) return { perUnit: 1000 * factor, timeUnit: '1000s' };
  const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6 * Math.max(1, value);
  const [perUnit, timeUnit] = UNITS.find(([seconds]) => rates.every((rate) => isWhole(rate * seconds))) ?? [
    1_000_000,
    '1000000s',
  ];
  return { perUnit, timeUnit };
}
