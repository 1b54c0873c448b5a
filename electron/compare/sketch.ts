// The times of a run, counted by size and by unit (a request or a span of time), so that the percentiles of any mixture of units
// can be found by bisection. Values are exact if there are few, otherwise within 0.013 %.

/** `cumulative[at * units + unit]` is how many times of that unit are at most `values[at]`. */
export interface Sketch {
  readonly units: number;
  /** Ascending, in ms. */
  readonly values: Float64Array;
  readonly cumulative: Uint32Array;
}

const SUB_BITS = 12;
const LOWEST_EXPONENT = -10; // 2^-10 ms, just under a microsecond
const HIGHEST_EXPONENT = 28; // 2^28 ms, three days
const BINS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) << SUB_BITS;
const FIRST = (1023 + LOWEST_EXPONENT) << SUB_BITS;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Bins are allocated in pages, because the times of a run fall into few of them. */
const PAGE_BITS = 6;
const PAGE = 1 << PAGE_BITS;

export class SketchBuilder {
  readonly #units: number;
  /** By page: how many times of each unit fall into each of its bins. */
  readonly #pages: (Uint32Array | undefined)[] = Array.from({ length: BINS >> PAGE_BITS });

  constructor(units: number) {
    this.#units = units;
  }

  add(unit: number, value: number): void {
    const bin = binOf(value);
    const counts = (this.#pages[bin >> PAGE_BITS] ??= new Uint32Array(PAGE * this.#units));
    const at = (bin & (PAGE - 1)) * this.#units + unit;
    counts[at] = (counts[at] ?? 0) + 1;
  }

  toSketch(): Sketch {
    const units = this.#units;
    const used: { readonly bin: number; readonly counts: Uint32Array; readonly from: number }[] = [];
    this.#pages.forEach((counts, page) => {
      if (counts === undefined) return;
      for (let at = 0; at < PAGE; at += 1) {
        const from = at * units;
        if (hasAny(counts, from, units)) used.push({ bin: page * PAGE + at, counts, from });
      }
    });
    const cumulative = new Uint32Array(used.length * units);
    used.forEach(({ counts, from }, at) => {
      for (let unit = 0; unit < units; unit += 1) {
        const before = at === 0 ? 0 : (cumulative[(at - 1) * units + unit] ?? 0);
        cumulative[at * units + unit] = before + (counts[from + unit] ?? 0);
      }
    });
    return { units, values: Float64Array.from(used, ({ bin }) => middleOf(bin)), cumulative };
  }
}

function hasAny(counts: Uint32Array, from: number, length: number): boolean {
  for (let at = from; at < from + length; at += 1) if (counts[at] !== 0) return true;
  return false;
}

/** Each time is its own unit. */
export function sketchOfEach(times: readonly number[]): Sketch {
  const units = times.length;
  const values = Float64Array.from(new Set(times)).toSorted();
  const cumulative = new Uint32Array(values.length * units);
  values.forEach((value, at) => {
    for (let unit = 0; unit < units; unit += 1) cumulative[at * units + unit] = (times[unit] ?? 0) <= value ? 1 : 0;
  });
  return { units, values, cumulative };
}

/** The nearest rank among all times, where those of unit k count `weights[k]` times. NaN if there are none. */
export function weightedPercentile({ units, values, cumulative }: Sketch, weights: Uint32Array, percent: number): number {
  const countAt = (at: number): number => {
    let sum = 0;
    for (let unit = 0; unit < units; unit += 1) sum += (weights[unit] ?? 0) * (cumulative[at * units + unit] ?? 0);
    return sum;
  };
  const total = values.length === 0 ? 0 : countAt(values.length - 1);
  if (total === 0) return Number.NaN;
  // The tolerance keeps 99.9 % of 1,000 at rank 999: in binary, the product is slightly above that.
  const rank = Math.max(1, Math.ceil((percent * total) / 100 - 1e-9 * total));
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (countAt(middle) >= rank) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? Number.NaN;
}

function binOf(value: number): number {
  float[0] = value;
  const bin = ((words[HIGH] ?? 0) >>> (20 - SUB_BITS)) - FIRST;
  if (!(value > 0) || bin < 0) return 0;
  return bin < BINS ? bin : BINS - 1;
}

function middleOf(bin: number): number {
  const octave = bin >> SUB_BITS;
  const part = bin & ((1 << SUB_BITS) - 1);
  return 2 ** (octave + LOWEST_EXPONENT) * (1 + (part + 0.5) / (1 << SUB_BITS));
}
