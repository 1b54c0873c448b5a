// A log-linear histogram of times in ms: 128 buckets per octave, so a percentile is off by at most 0.39 %. The bucket is taken
// from the top bits of the IEEE 754 double: exponent and 7 bits of mantissa.

const SUB_BITS = 7;
const LOWEST_EXPONENT = -10; // 2^-10 ms, just under a microsecond
const HIGHEST_EXPONENT = 28; // 2^28 ms, three days
const BUCKETS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) << SUB_BITS;
const FIRST = (1023 + LOWEST_EXPONENT) << SUB_BITS;
const HIGH_WORD_SHIFT = 20 - SUB_BITS;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The form for threads and disks: the non-empty buckets, ascending, and the exact extremes and sum. */
export interface HistogramData {
  readonly buckets: Uint16Array;
  readonly counts: Uint32Array;
  /** The number of values; min, max and sum in ms, 0 if there are none. */
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

export const EMPTY_HISTOGRAM: HistogramData = {
  buckets: new Uint16Array(0),
  counts: new Uint32Array(0),
  count: 0,
  min: 0,
  max: 0,
  sum: 0,
};

export class Histogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  get min(): number {
    return this.#count === 0 ? 0 : this.#min;
  }

  get max(): number {
    return this.#max;
  }

  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  record(value: number): void {
    const bucket = bucketOf(value);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /** The nearest rank: the smallest value that at least `percent` % of the values do not exceed. 0 if empty. */
  percentile(percent: number): number {
    return this.percentiles([percent])[0] ?? 0;
  }

  /** Computes several percentiles in one pass; `percents` must ascend. */
  percentiles(percents: readonly number[]): number[] {
    let bucket = -1;
    let seen = 0;
    return percents.map((percent) => {
      if (this.#count === 0) return 0;
      if (percent >= 100) return this.#max;
      const rank = rankOf(percent, this.#count);
      while (seen < rank && bucket < BUCKETS - 1) {
        bucket += 1;
        seen += this.#counts[bucket] ?? 0;
      }
      return clamp(standsFor(bucket), this.#min, this.#max);
    });
  }

  add(data: HistogramData): void {
    if (data.count === 0) return;
    for (let i = 0; i < data.buckets.length; i += 1) {
      const bucket = data.buckets[i] ?? 0;
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + (data.counts[i] ?? 0);
    }
    this.#count += data.count;
    this.#sum += data.sum;
    if (data.min < this.#min) this.#min = data.min;
    if (data.max > this.#max) this.#max = data.max;
  }

  /**
   * The values of this histogram without those of `part`, which it must contain; `min` and `max`, in ms, are those of the rest.
   */
  without(part: Histogram, { min, max }: { readonly min: number; readonly max: number }): Histogram {
    const rest = new Histogram();
    rest.#counts.set(this.#counts);
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      rest.#counts[bucket] = (rest.#counts[bucket] ?? 0) - (part.#counts[bucket] ?? 0);
    }
    rest.#count = this.#count - part.#count;
    rest.#sum = this.#sum - part.#sum;
    rest.#min = min;
    rest.#max = max;
    return rest;
  }

  toData(): HistogramData {
    let used = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) if (this.#counts[bucket] !== 0) used += 1;
    const buckets = new Uint16Array(used);
    const counts = new Uint32Array(used);
    for (let bucket = 0, at = 0; at < used; bucket += 1) {
      const count = this.#counts[bucket] ?? 0;
      if (count === 0) continue;
      buckets[at] = bucket;
      counts[at] = count;
      at += 1;
    }
    return { buckets, counts, count: this.#count, min: this.min, max: this.#max, sum: this.#sum };
  }

  clear(): void {
    this.#counts.fill(0);
    this.#count = 0;
    this.#sum = 0;
    this.#min = Infinity;
    this.#max = 0;
  }
}

/** Computes the same percentile from the sparse form without unpacking it. */
export function percentileOf(data: HistogramData, percent: number): number {
  if (data.count === 0) return 0;
  if (percent >= 100) return data.max;
  const rank = rankOf(percent, data.count);
  let seen = 0;
  for (let i = 0; i < data.buckets.length; i += 1) {
    seen += data.counts[i] ?? 0;
    if (seen >= rank) return clamp(standsFor(data.buckets[i] ?? 0), data.min, data.max);
  }
  return data.max;
}

/** How many of the values are in buckets above that of `value`. */
export function countAbove({ buckets, counts }: HistogramData, value: number): number {
  const last = bucketOf(value);
  let above = 0;
  for (let i = buckets.length - 1; i >= 0 && (buckets[i] ?? 0) > last; i -= 1) above += counts[i] ?? 0;
  return above;
}

export function mergeHistograms(a: HistogramData, b: HistogramData): HistogramData {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const longest = a.buckets.length + b.buckets.length;
  const buckets = new Uint16Array(longest);
  const counts = new Uint32Array(longest);
  let used = 0;
  for (let i = 0, j = 0; i < a.buckets.length || j < b.buckets.length; used += 1) {
    const ofA = a.buckets[i] ?? Infinity;
    const ofB = b.buckets[j] ?? Infinity;
    const bucket = Math.min(ofA, ofB);
    buckets[used] = bucket;
    counts[used] = (ofA === bucket ? (a.counts[i++] ?? 0) : 0) + (ofB === bucket ? (b.counts[j++] ?? 0) : 0);
  }
  return {
    buckets: buckets.slice(0, used),
    counts: counts.slice(0, used),
    count: a.count + b.count,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    sum: a.sum + b.sum,
  };
}

/** `all` without the values of `part`, which it must contain; min and max are only exact to the width of a bucket. */
export function subtractHistogram(all: HistogramData, part: HistogramData): HistogramData {
  if (part.count === 0) return all;
  const counts = all.counts.slice();
  for (let i = 0, at = 0; i < part.buckets.length; i += 1) {
    while ((all.buckets[at] ?? Infinity) < (part.buckets[i] ?? 0)) at += 1;
    counts[at] = (counts[at] ?? 0) - (part.counts[i] ?? 0);
  }
  const kept = [...counts.keys()].filter((at) => counts[at] !== 0);
  const first = kept[0];
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return EMPTY_HISTOGRAM;
  return {
    buckets: Uint16Array.from(kept, (at) => all.buckets[at] ?? 0),
    counts: Uint32Array.from(kept, (at) => counts[at] ?? 0),
    count: all.count - part.count,
    min: first === 0 ? all.min : standsFor(all.buckets[first] ?? 0),
    max: last === counts.length - 1 ? all.max : standsFor(all.buckets[last] ?? 0),
    sum: all.sum - part.sum,
  };
}

/** Middle of a bucket in ms. */
export function bucketMiddle(bucket: number): number {
  const octave = bucket >> SUB_BITS;
  const part = bucket & ((1 << SUB_BITS) - 1);
  return 2 ** (octave + LOWEST_EXPONENT) * (1 + (part + 0.5) / (1 << SUB_BITS));
}

/** The lowest bucket is narrower than a microsecond, and times are kept to the microsecond, so its values are 0. */
function standsFor(bucket: number): number {
  return bucket === 0 ? 0 : bucketMiddle(bucket);
}

function bucketOf(value: number): number {
  float[0] = value;
  const bucket = ((words[HIGH] ?? 0) >>> HIGH_WORD_SHIFT) - FIRST;
  if (!(value > 0) || bucket < 0) return 0;
  return bucket < BUCKETS ? bucket : BUCKETS - 1;
}

/** The nearest rank, from 1: how many of the smallest values make up `percent` % of `count`. */
export function rankOf(percent: number, count: number): number {
  // The tolerance keeps 99.9 % of 1,000 at rank 999: in binary, the product is slightly above that.
  return Math.max(1, Math.ceil((percent * count) / 100 - 1e-9 * count));
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
