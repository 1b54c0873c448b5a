// Targets with known behaviour in simulated time, and a whole search against one of them: a minute of load takes milliseconds.
import { EMPTY_HISTOGRAM, Histogram, mergeHistograms, percentileOf } from '../histogram.ts';
import { objectivesOf, capacitySettingsSchema, type CapacitySettings, type CapacitySettingsInput } from './capacity-settings.ts';
import { digestOf } from './digest.ts';
import { lookAt } from './look-at-trial.ts';
import type { Objective } from './objective.ts';
import { OtherWork } from './test-other-work.ts';
import { nextStep, type SearchEnd } from './search.ts';
import { SETTLE_S } from './trial-length.ts';
import { OUTSTANDING_PER_SECOND, type TrialSecond } from './trial-seconds.ts';
import type { Trial, TrialRequest } from './trial.ts';

export type Random = () => number;

/** Uniform in (0, 1) (splitmix32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0_aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296 + 1e-10;
  };
}

export interface Target {
  readonly servers: number;
  /** The work of one request, in seconds. */
  readonly work: (random: Random) => number;
  /** The factor by which it takes longer, at a time in seconds since the search began. */
  readonly slowness: (at: number) => number;
  /** The target freezes for `lasting` seconds once in `every`; null for never. */
  readonly freeze: { readonly every: number; readonly lasting: number; readonly from: number } | null;
  /** It refuses what is above a rate, with tokens that add up to a burst. */
  readonly limit?: { readonly perSecond: number; readonly burst: number };
  /** It refuses this share by chance. */
  readonly failing?: number;
  /** The computer that sends is busy with something else from time to time, without being suspect. */
  readonly isSentByBusy?: boolean;
}

const STEADY = { servers: 1, slowness: () => 1, freeze: null };

export function exponential(mean: number): (random: Random) => number {
  return (random) => -mean * Math.log(random());
}

/** Mean 1 ms, cv2 9.5. */
const hyperexponential = (random: Random): number => {
  const mean = random() < 0.05 ? 0.01 : 0.0005 / 0.95;
  return -mean * Math.log(random());
};

export const TARGETS = {
  'M/M/1': { ...STEADY, work: exponential(0.001) },
  'M/H2/1': { ...STEADY, work: hyperexponential },
  'D/M/1': { ...STEADY, work: exponential(0.001) },
  'M/D/1': { ...STEADY, work: () => 0.001 },
  // With even arrivals it has no queue at all below 1,000/s.
  'D/D/1': { ...STEADY, work: () => 0.001 },
  'M/D/4': { ...STEADY, servers: 4, work: () => 0.004 },
  freezes: { ...STEADY, work: exponential(0.001), freeze: { every: 60, lasting: 1, from: 17 } },
  'warms up': { ...STEADY, work: exponential(0.001), slowness: (at: number) => (at < 30 ? 1.2 : 1) },
  drops: { ...STEADY, work: exponential(0.001), slowness: (at: number) => (at < 240 ? 1 : 1 / 0.85) },
  'wears out': { ...STEADY, work: exponential(0.001), slowness: (at: number) => 1 + at / 3000 },
  'never fails': { ...STEADY, servers: 8, work: exponential(0.0003), isSentByBusy: true },
  'M/M/1, sent by a busy computer': { ...STEADY, work: exponential(0.001), isSentByBusy: true },
  // Poisson arrivals come in bursts, so these refuse some of them far below the rate that they allow.
  'limit 50': { ...STEADY, work: exponential(0.001), limit: { perSecond: 50, burst: 5 } },
  'limit 500': { ...STEADY, work: exponential(0.0001), limit: { perSecond: 500, burst: 20 } },
  'few fail': { ...STEADY, work: exponential(0.001), failing: 0.0003 },
} as const satisfies Record<string, Target>;

export interface SimulatedTrial {
  readonly seconds: readonly TrialSecond[];
  readonly outstanding: readonly number[];
  readonly serviceMs: number;
  /** How many succeeded in each judged second. */
  readonly completed: readonly number[];
  /** How many were refused in each judged second. */
  readonly refused: readonly number[];
}

/** `from` is when the trial begins, in seconds of the search. */
export function sendTrial(
  target: Target,
  rate: number,
  lengthS: number,
  from: number,
  isPoisson: boolean,
  objectives: readonly Objective[],
  random: Random,
): SimulatedTrial {
  const total = lengthS + SETTLE_S;
  const free = Array.from({ length: target.servers }, () => 0);
  const histograms = Array.from({ length: lengthS }, () => new Histogram());
  const missed = objectives.map(() => Array.from({ length: lengthS }, () => 0));
  const changes = Array.from({ length: Math.ceil(total * OUTSTANDING_PER_SECOND) + 1 }, () => 0);
  const limits = objectives.map((objective) => (objective.kind === 'time' ? objective.limitMs : Infinity));
  const completed = Array.from({ length: lengthS }, () => 0);
  const refused = Array.from({ length: lengthS }, () => 0);
  const refuses = refusal(target, random);
  const others = target.isSentByBusy === true ? new OtherWork(total, random) : null;
  let [work, requests] = [0, 0];
  for (let at = nextGap(rate, isPoisson, random); at < total; at += nextGap(rate, isPoisson, random)) {
    const second = Math.floor(at - SETTLE_S);
    if (refuses(at)) {
      if (second < 0) continue;
      histograms[second]?.record(REFUSED_MS);
      refused[second] = (refused[second] ?? 0) + 1;
      for (const misses of missed) misses[second] = (misses[second] ?? 0) + 1;
      continue;
    }
    let server = 0;
    for (let one = 1; one < free.length; one += 1) if ((free[one] ?? 0) < (free[server] ?? 0)) server = one;
    const begins = Math.max(others?.afterStall(at) ?? at, free[server] ?? 0);
    const lasts = target.work(random) * target.slowness(from + begins);
    const served = thawed(target.freeze, from + begins, lasts) - from;
    free[server] = served;
    const ends = others?.readAt(served) ?? served;
    work += lasts;
    requests += 1;
    count(changes, at, 1);
    count(changes, ends, -1);
    const endsIn = Math.floor(ends - SETTLE_S);
    if (endsIn >= 0 && endsIn < lengthS) completed[endsIn] = (completed[endsIn] ?? 0) + 1;
    if (second < 0) continue;
    const ms = (ends - at) * 1000;
    histograms[second]?.record(ms);
    for (let one = 0; one < limits.length; one += 1) {
      const misses = missed[one];
      if (misses !== undefined && ms > (limits[one] ?? Infinity)) misses[second] = (misses[second] ?? 0) + 1;
    }
  }
  let inFlight = 0;
  const outstanding = changes.map((change) => (inFlight += change)).slice(0, -1);
  const seconds = histograms.map((histogram, second): TrialSecond => {
    const times = histogram.toData();
    const cases = objectives.map((objective, one) => ({
      count: times.count,
      missed: missed[one]?.[second] ?? 0,
      times: objective.kind === 'time' ? times : null,
    }));
    return { cases, generator: 'trusted' };
  });
  return { seconds, outstanding, completed, refused, serviceMs: requests === 0 ? 0 : (work / requests) * 1000 };
}

const REFUSED_MS = 1;

/** Whether an arrival is refused; it is asked once for each, in their order. */
function refusal({ limit, failing = 0 }: Target, random: Random): (at: number) => boolean {
  let [tokens, last] = [limit?.burst ?? 0, 0];
  return (at) => {
    if (failing > 0 && random() < failing) return true;
    if (limit === undefined) return false;
    tokens = Math.min(limit.burst, tokens + (at - last) * limit.perSecond);
    last = at;
    if (tokens < 1) return true;
    tokens -= 1;
    return false;
  };
}

function nextGap(rate: number, isPoisson: boolean, random: Random): number {
  return isPoisson ? -Math.log(random()) / rate : 1 / rate;
}

function count(changes: number[], at: number, by: number): void {
  const slot = Math.min(changes.length - 1, Math.ceil(at * OUTSTANDING_PER_SECOND) - 1);
  if (slot >= 0) changes[slot] = (changes[slot] ?? 0) + by;
}

/** When work that begins at `begins` is done, including a freeze in between. */
function thawed(freeze: Target['freeze'], begins: number, lasts: number): number {
  if (freeze === null) return begins + lasts;
  const { every, lasting, from } = freeze;
  const since = (((begins - from) % every) + every) % every;
  const starts = since < lasting ? begins + lasting - since : begins;
  const left = every - ((((starts - from) % every) + every) % every);
  return starts + lasts + (lasts > left ? lasting : 0);
}

export interface SimulatedSearch {
  readonly settings: CapacitySettings;
  readonly trials: readonly Trial[];
  readonly end: SearchEnd;
  readonly elapsedS: number;
}

/** `earlier` is a search that is continued, with the time of both. */
export function searchAt(
  target: Target,
  input: CapacitySettingsInput,
  random: Random,
  maxRate: number | null = null,
  earlier: Pick<SimulatedSearch, 'trials' | 'elapsedS'> = { trials: [], elapsedS: 0 },
): SimulatedSearch {
  const settings = capacitySettingsSchema.parse(input);
  const objectives = objectivesOf(settings);
  const trials = [...earlier.trials];
  let { elapsedS } = earlier;
  for (;;) {
    const step = nextStep(settings, trials, { maxRate, elapsedMs: elapsedS * 1000, since: earlier.trials.length });
    if (step.kind === 'end') return { settings, trials, end: step.end, elapsedS };
    const trial = tryRate(target, step.request, elapsedS, settings, objectives, random);
    trials.push(trial);
    elapsedS += trial.seconds + SETTLE_S + 1;
  }
}

function tryRate(
  target: Target,
  request: TrialRequest,
  from: number,
  { arrivals }: CapacitySettings,
  objectives: readonly Objective[],
  random: Random,
): Trial {
  const sent = sendTrial(target, request.rate, request.longestS, from, arrivals === 'poisson', objectives, random);
  for (let at = 1; at <= request.longestS; at += 1) {
    const seconds = sent.seconds.slice(0, at);
    const data = { seconds, outstanding: sent.outstanding.slice(0, (at + SETTLE_S) * OUTSTANDING_PER_SECOND) };
    const look = lookAt(request, data, objectives, request.rate);
    if (look === null) continue;
    const times = seconds.flatMap(({ cases }) => cases[0]?.times ?? []);
    const whole = times.reduce(mergeHistograms, EMPTY_HISTOGRAM);
    const [p50, p95, p99] = [percentileOf(whole, 50), percentileOf(whole, 95), percentileOf(whole, 99)];
    const failed = sumOf(sent.refused.slice(0, at));
    const figures = {
      p50,
      p95,
      p99,
      completed: sumOf(sent.completed.slice(0, at)) / at,
      requests: whole.count,
      failed,
      mostFailed: failed === 0 ? null : '429',
    };
    const { counted: _counted, ...shown } = look;
    return { request, ...shown, times: digestOf(times), figures, untrustedSeconds: 0, serviceMs: sent.serviceMs };
  }
  throw new Error('The last look decides');
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
