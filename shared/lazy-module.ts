// A module that few need, because of the library behind it: whoever will need it loads it once, and then it is at hand at once.

export class LazyModule<T> {
  readonly #import: () => Promise<T>;
  #module: T | null = null;

  /** `importIt`: its dynamic import, which the bundler makes a file of its own for. */
  constructor(importIt: () => Promise<T>) {
    this.#import = importIt;
  }

  async load(): Promise<T> {
    this.#module ??= await this.#import();
    return this.#module;
  }

  /** @throws where nobody has loaded it. */
  get loaded(): T {
    if (this.#module === null) throw new Error('A module is used that was not loaded before');
    return this.#module;
  }
}
