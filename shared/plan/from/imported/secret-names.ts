// Gives every secret of an import a name. Pure.

export class SecretNames {
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  get found(): readonly string[] {
    return [...this.#names.values()];
  }

  get values(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#names].map(([value, name]) => [name, value]));
  }

  /** The same value at the same kind of place always gets the same name. */
  hole(value: string, wanted: string): string {
    let name = this.#names.get(value);
    if (name === undefined) {
      name = wanted;
      for (let number = 2; this.#taken.has(name); number++) name = `${wanted}_${number}`;
      this.#taken.add(name);
      this.#names.set(value, name);
    }
    return `{{${name}}}`;
  }
}
