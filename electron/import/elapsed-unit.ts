// In which unit a file tells how long its requests took. JMeter writes milliseconds; what writes moments in another
// unit may write lengths in that one too, and their size tells.

/** A mean of requests in seconds is below it, one in milliseconds is not, where they have fractions. */
const MOST_SECONDS = 10;
/** Shorter on average in that unit than 10 µs or 0.1 ms, no request over a network is. */
const LEAST_MICROSECONDS = 5000;
const LEAST_NANOSECONDS = 500_000;

export class ElapsedUnit {
  #timeUnit: number | null = null;
  #count = 0;
  #sum = 0;
  #fractions = 0;
  #unit: number | null = null;

  /** `timeUnit` of the moments in ms; null where they are dates. */
  add(timeUnit: number | null, elapsed: number): void {
    this.#timeUnit = timeUnit;
    this.#count += 1;
    this.#sum += elapsed;
    if (!Number.isInteger(Math.round(elapsed * 1e6) / 1e6)) this.#fractions += 1;
  }

  /** In ms. */
  get unit(): number {
    this.#unit ??= this.#guess();
    return this.#unit;
  }

  #guess(): number {
    const mean = this.#sum / Math.max(1, this.#count);
    if (this.#timeUnit === 1000 && this.#fractions > this.#count / 2 && mean < MOST_SECONDS) return 1000;
    if (this.#timeUnit === 1e-3 && mean >= LEAST_MICROSECONDS) return 1e-3;
    if (this.#timeUnit === 1e-6 && mean >= LEAST_NANOSECONDS) return 1e-6;
    return 1;
  }
}
