// A module that few need and that depends on a large library: it is loaded once by whoever will need it, and is then available
// synchronously.

export class LazyModule<T> {
  readonly #import: () => Promise<T>;
  #module: T | null = null;

  /** `importIt` is its dynamic import, for which the bundler makes a separate file. */
  constructor(importIt: () => Promise<T>) {
    this.#import = importIt;
  }

  async load(): Promise<T> {
    this.#module ??= await this.#import();
    return this.#module;
  }

  /** @throws if nobody has loaded it. */
  get loaded(): T {
    if (this.#module === null) throw new Error('A module is used that was not loaded before');
    return this.#module;
  }
}
