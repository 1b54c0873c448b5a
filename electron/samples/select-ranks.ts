// The values at given ranks, without sorting the millions between them: values are counted into narrow buckets, and only the
// buckets that contain a wanted rank are sorted. Pure.

/** Buckets by the top bits of a double, as in a histogram but narrower: 1,024 per octave from 2^-10 to 2^28 ms. */
const SUB_BITS = 10;
const LOWEST_EXPONENT = -10;
const HIGHEST_EXPONENT = 28;
const BUCKETS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) << SUB_BITS;
const FIRST = (1023 + LOWEST_EXPONENT) << SUB_BITS;
const HIGH_WORD_SHIFT = 20 - SUB_BITS;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** `ranks` from 1 to the number of values, in any order; no value may be negative or NaN. */
export function selectRanks(values: Float64Array, ranks: readonly number[]): number[] {
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < values.length; at += 1) {
    const bucket = bucketOf(values[at] ?? 0);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const found = bucketsOfRanks(counts, ranks);
  const sorted = sortBuckets(values, counts, new Set(found.map(({ bucket }) => bucket)));
  return found.map(({ bucket, place }) => sorted.get(bucket)?.[place] ?? 0);
}

interface Found {
  readonly bucket: number;
  /** The position of the rank within its bucket, from 0. */
  readonly place: number;
}

function bucketsOfRanks(counts: Uint32Array, ranks: readonly number[]): Found[] {
  const found: Found[] = [];
  const order = ranks.map((_, at) => at).toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
  let bucket = 0;
  let before = 0;
  for (const at of order) {
    const rank = ranks[at] ?? 0;
    while (bucket < BUCKETS - 1 && before + (counts[bucket] ?? 0) < rank) {
      before += counts[bucket] ?? 0;
      bucket += 1;
    }
    found[at] = { bucket, place: rank - before - 1 };
  }
  return found;
}

function sortBuckets(values: Float64Array, counts: Uint32Array, wanted: ReadonlySet<number>): Map<number, Float64Array> {
  const next = new Int32Array(BUCKETS).fill(-1);
  let room = 0;
  for (const bucket of wanted) {
    next[bucket] = room;
    room += counts[bucket] ?? 0;
  }
  const taken = new Float64Array(room);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    const bucket = bucketOf(value);
    const place = next[bucket] ?? -1;
    if (place < 0) continue;
    taken[place] = value;
    next[bucket] = place + 1;
  }
  return new Map(
    [...wanted].map((bucket) => {
      const end = next[bucket] ?? 0;
      return [bucket, taken.subarray(end - (counts[bucket] ?? 0), end).toSorted()];
    }),
  );
}

function bucketOf(value: number): number {
  float[0] = value;
  const bucket = ((words[HIGH] ?? 0) >>> HIGH_WORD_SHIFT) - FIRST;
  if (!(value > 0) || bucket < 0) return 0;
  return bucket < BUCKETS ? bucket : BUCKETS - 1;
}
