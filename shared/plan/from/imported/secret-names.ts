// Gives every secret of an import a name, and remembers which of them a person typed. Pure.

export class SecretNames {
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();
  readonly #typed = new Set<string>();

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  get found(): readonly string[] {
    return [...this.#names.values()];
  }

  get values(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#names].map(([value, name]) => [name, value]));
  }

  get typed(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#names].filter(([value]) => this.#typed.has(value)).map(([value, name]) => [name, value]));
  }

  /** `value`: as it stands there, encoded or not. */
  typedHole(value: string, wanted: string): string {
    this.#typed.add(value);
    return this.hole(value, wanted);
  }

  /** The same value has one name throughout. */
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
