// The points of a Poisson process of rate 1 on the axis from 0. Its gaps are exponential and come from a seeded stream, so the
// same seed gives the same points in every thread and on every computer. Pure.

/** The number of points between two remembered places: looking back takes at most this many steps. */
const REMEMBERED_EVERY = 65_536;
/** How many numbers are discarded while the seed is mixed in. */
const WARM_UP_ROUNDS = 20;

/** The state of the generator sfc32, and the position of the points. */
interface Place {
  readonly words: readonly [number, number, number, number];
  readonly count: number;
  readonly last: number;
}

export class PoissonPoints {
  #a: number;
  #b = 0x9e_37_79_b9;
  #c = 0x24_3f_6a_88;
  #d = 1;
  /** The number of points so far, the last one and the one before it. */
  #count = 0;
  #last = 0;
  #previous = 0;
  readonly #places: Place[] = [];

  /** `seed` is a whole number from 0 to 2^32 - 1. */
  constructor(seed: number) {
    this.#a = seed | 0;
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1) this.#word();
    this.#remember();
  }

  /** The position of point `k`, counted from 0. */
  at(k: number): number {
    if (k + 1 < this.#count) this.#goBack(this.#places[Math.floor(k / REMEMBERED_EVERY)]);
    while (this.#count <= k) this.#advance();
    return this.#last;
  }

  /** How many points are at or before `position`. */
  countUpTo(position: number): number {
    if (position < this.#previous) this.#goBack(this.#places.findLast(({ last }) => last <= position));
    while (this.#count === 0 || this.#last <= position) this.#advance();
    return this.#count - 1;
  }

  #advance(): void {
    this.#previous = this.#last;
    // 53 bits; never 0 and never 1.
    const share = ((this.#word() >>> 5) * 67_108_864 + (this.#word() >>> 6) + 0.5) / 9_007_199_254_740_992;
    this.#last -= Math.log(share);
    this.#count += 1;
    if (this.#count % REMEMBERED_EVERY === 0 && this.#count / REMEMBERED_EVERY === this.#places.length) this.#remember();
  }

  #remember(): void {
    this.#places.push({ words: [this.#a, this.#b, this.#c, this.#d], count: this.#count, last: this.#last });
  }

  #goBack(place = this.#places[0]): void {
    if (place === undefined) return;
    [this.#a, this.#b, this.#c, this.#d] = place.words;
    this.#count = place.count;
    this.#last = place.last;
    this.#previous = place.last;
  }

  /** sfc32 by Chris Doty-Humphrey (PractRand): 32 bits. */
  #word(): number {
    const word = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + word) | 0;
    return word;
  }
}
