// Exact figures of any number of times, in a fixed amount of memory: times are whole microseconds, so it is enough to count how
// often each occurred. Pure.
import { rankOf } from '../../shared/histogram.ts';
import { NO_TIME_STATS, PERCENTILES, type TimeStats } from '../../shared/time-stats.ts';

/** Up to about four seconds; longer times are kept individually. */
const COUNTED = 2 ** 22;
const STEPS_PER_MS = 1000;

export class CountedTimes {
  /** Indexed by microseconds. The system allocates memory only when it is written to. */
  readonly #counts = new Uint32Array(COUNTED);
  #long = new Float64Array(64);
  #longCount = 0;
  #count = 0;
  #sum = 0;

  /** `time` in ms, not negative, with microsecond precision. */
  add(time: number): void {
    const steps = Math.max(0, Math.round(time * STEPS_PER_MS));
    this.#count += 1;
    this.#sum += steps;
    if (steps < COUNTED) this.#counts[steps] = (this.#counts[steps] ?? 0) + 1;
    else this.#addLong(steps);
  }

  stats(): TimeStats {
    if (this.#count === 0) return NO_TIME_STATS;
    const ranks = [1, ...PERCENTILES.map((percent) => Math.min(rankOf(percent, this.#count), this.#count)), this.#count];
    const [min = 0, p50 = 0, p75 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0, max = 0] = this.#atRanks(ranks);
    return { p50, p75, p90, p95, p99, 'p99.9': p999, min, mean: this.#sum / this.#count / STEPS_PER_MS, max };
  }

  #addLong(steps: number): void {
    if (this.#longCount === this.#long.length) {
      const larger = new Float64Array(2 * this.#long.length);
      larger.set(this.#long);
      this.#long = larger;
    }
    this.#long[this.#longCount] = steps;
    this.#longCount += 1;
  }

  /** Returns times in ms; the ranks ascend, from 1. */
  #atRanks(ranks: readonly number[]): readonly number[] {
    const long = this.#long.subarray(0, this.#longCount).toSorted();
    const short = this.#count - long.length;
    let steps = -1;
    let seen = 0;
    return ranks.map((rank) => {
      if (rank > short) return (long[rank - short - 1] ?? 0) / STEPS_PER_MS;
      while (seen < rank) {
        steps += 1;
        seen += this.#counts[steps] ?? 0;
      }
      return steps / STEPS_PER_MS;
    });
  }
}
