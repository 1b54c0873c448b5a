// In which unit a file gives the durations of requests. JMeter writes milliseconds; a program that writes points in time in
// another unit may use that unit for durations too, and their size tells.

/** If durations have fractions, a mean below this is in seconds. */
const MOST_SECONDS = 10;
/** Durations with a mean below these are taken as milliseconds, even if points in time are in microseconds or nanoseconds. */
const LEAST_MICROSECONDS = 5000;
const LEAST_NANOSECONDS = 500_000;

export class ElapsedUnit {
  #timeUnit: number | null = null;
  #count = 0;
  #sum = 0;
  #fractions = 0;
  #unit: number | null = null;

  /** `timeUnit` is the unit of the points in time, in ms; null if they are dates. */
  add(timeUnit: number | null, elapsed: number): void {
    this.#timeUnit = timeUnit;
    this.#count += 1;
    this.#sum += elapsed;
    if (!Number.isInteger(Math.round(elapsed * 1e6) / 1e6)) this.#fractions += 1;
  }

  /** The unit in ms. */
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
