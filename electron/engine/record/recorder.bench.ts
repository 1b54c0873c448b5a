// The cost of recording a time: our histogram and the one of perf_hooks, alternately in one process.
import { createHistogram } from 'node:perf_hooks';
import type { BenchContext, Row, Section } from '../../../build/bench/bench.ts';
import { ratiosOf, spreadOf } from '../../../build/bench/spread.ts';
import { Histogram } from '../../../shared/histogram.ts';

export const section: Section = { name: 'recorder', title: 'Recorder: one time into a histogram', run: measure };

/** Both record the same times, 5 to 50 ms; perf_hooks gets them as integers in nanoseconds. */
const TIMES = Float64Array.from({ length: 1 << 16 }, (_, at) => 5 + ((at * 0.618_034) % 1) * 45);
const NANOSECONDS = Array.from(TIMES, (time) => Math.round(time * 1e6));

function measure({ quick, pairs }: BenchContext): Promise<readonly Row[]> {
  const rounds = quick ? 8 : 60;
  const ours: number[] = [];
  const theirs: number[] = [];
  recordOurs(rounds);
  recordTheirs(rounds);
  for (let pair = 0; pair < pairs; pair += 1) {
    ours.push(recordOurs(rounds));
    theirs.push(recordTheirs(rounds));
  }
  const print = (values: readonly number[]): string => `${spreadOf(values).median.toFixed(1)} ns`;
  return Promise.resolve([
    { what: 'record, perf_hooks', onrush: print(ours), peer: print(theirs), ratio: ratiosOf(ours, theirs), goal: '' },
  ]);
}

/** The cost in ns per recorded time. */
function recordOurs(rounds: number): number {
  const histogram = new Histogram();
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const time of TIMES) histogram.record(time);
  return nanosecondsEach(startedAt, histogram.count);
}

function recordTheirs(rounds: number): number {
  const histogram = createHistogram();
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const time of NANOSECONDS) histogram.record(time);
  return nanosecondsEach(startedAt, histogram.count);
}

function nanosecondsEach(startedAt: number, count: number): number {
  return ((performance.now() - startedAt) * 1e6) / count;
}
