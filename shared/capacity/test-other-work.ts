// What a computer that sends has to do besides, in simulated time: it is calm and busy by turns, and stalls now and then.

/** For how long it is calm and busy, in seconds; its stalls then: how many a second, and how long they last on average. */
const CALM = { lasting: 10, perSecond: 1, stallS: 0.002 };
const BUSY = { lasting: 5, perSecond: 30, stallS: 0.008 };
/** How long it takes to read a response, and by which factor it takes longer while it is busy, at most. */
const READING_S = 0.0003;
const MOST_SLOWED = 20;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly factor: number;
}

export class OtherWork {
  readonly #stalls: Span[] = [];
  readonly #busy: Span[] = [];
  readonly #random: () => number;

  /** `random` is uniform in (0, 1); `total` is in seconds. */
  constructor(total: number, random: () => number) {
    this.#random = random;
    let [mode, at] = [CALM, 0];
    while (at < total) {
      const to = at + this.#around(mode.lasting);
      if (mode === BUSY) this.#busy.push({ from: at, to, factor: 1 + (MOST_SLOWED - 1) * random() });
      for (at += this.#around(1 / mode.perSecond); at < to; at += this.#around(1 / mode.perSecond)) {
        const ends = at + this.#around(mode.stallS);
        this.#stalls.push({ from: at, to: ends, factor: 1 });
        at = ends;
      }
      at = to;
      mode = mode === CALM ? BUSY : CALM;
    }
  }

  /** Nothing is sent or received in a stall. */
  afterStall(at: number): number {
    return Math.max(at, spanAt(this.#stalls, at)?.to ?? 0);
  }

  /** When it has read a response that was ready. */
  readAt(ready: number): number {
    return this.afterStall(ready + this.#around(READING_S * (spanAt(this.#busy, ready)?.factor ?? 1)));
  }

  /** Exponentially distributed. */
  #around(mean: number): number {
    return -mean * Math.log(this.#random());
  }
}

function spanAt(spans: readonly Span[], at: number): Span | null {
  let [first, last] = [0, spans.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((spans[middle]?.from ?? 0) <= at) first = middle + 1;
    else last = middle;
  }
  const span = spans[first - 1];
  return span !== undefined && at < span.to ? span : null;
}
