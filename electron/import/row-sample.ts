// A sample of the requests of a file that depends on their times alone, so that samples of two files show how many they have in common,
// whatever the files look like. Pure.
import type { ResultRequest } from './imported-request.ts';

export interface RowSample {
  /** One of this number of requests is in the sample: a power of two. */
  readonly every: number;
  /** Made of the start and the length of each. */
  readonly marks: readonly number[];
}

const MOST_MARKS = 512;
/** Fewer may be the same by accident. */
const LEAST_COMMON = 5;

export class RowSampler {
  #every = 1;
  #marks = new Set<number>();

  /** Lengths in whole milliseconds, or of files that name their run, say nothing about what is the same request. */
  add({ startedAt, elapsed }: ResultRequest): void {
    if (Number.isNaN(elapsed) || Number.isInteger(elapsed)) return;
    const mark = scrambled(Math.floor(startedAt) % 4_294_967_291, Math.round(elapsed * 1000));
    if (!isIn(mark, this.#every)) return;
    this.#marks.add(mark);
    if (this.#marks.size <= MOST_MARKS) return;
    this.#every *= 2;
    this.#marks = new Set([...this.#marks].filter((one) => isIn(one, this.#every)));
  }

  get sample(): RowSample {
    return { every: this.#every, marks: [...this.#marks] };
  }
}

/** Which share of the requests of the first file is in the second one too; 0 if there are too few to tell. */
export function shareIn(one: RowSample, other: RowSample): number {
  const every = Math.max(one.every, other.every);
  const there = new Set(other.marks);
  const marks = one.marks.filter((mark) => isIn(mark, every));
  const common = marks.filter((mark) => there.has(mark)).length;
  return common < LEAST_COMMON ? 0 : common / marks.length;
}

function isIn(mark: number, every: number): boolean {
  return (mark & (every - 1)) === 0;
}

/** The finalizer of MurmurHash3, cut to 30 bits so that V8 keeps it as a small integer. */
function scrambled(left: number, right: number): number {
  let bits = Math.imul(left | 0, 0x9e37_79b1) ^ right;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) & 0x3f_ff_ff_ff;
}
