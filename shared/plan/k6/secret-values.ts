// The values that a script must not contain: it reads them from its environment, and says which ones it needs.
import { key, member } from './js-text.ts';

export class SecretValues {
  /** By the name of the environment variable; null if only whoever runs the script knows the value. */
  readonly #values = new Map<string, string | null>();
  readonly #outside = new Set<string>();

  declare(name: string): void {
    this.#values.set(name, null);
  }

  /** Code for a value that the plan contains. `hint` describes it in words. */
  refer(hint: string, value: string): string {
    const base =
      hint
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]+/g, '_')
        .replaceAll(/^_+|_+$/g, '') || 'SECRET';
    let name = /^[A-Z]/.test(base) ? base : `SECRET_${base}`;
    for (let number = 2; this.#values.has(name) && this.#values.get(name) !== value; number += 1) name = `${base}_${number}`;
    this.#values.set(name, value);
    return `secrets${member(name)}`;
  }

  /** Code for an environment variable in the plan. */
  outside(name: string): string {
    this.#outside.add(name);
    return `outside${member(name)}`;
  }

  /** The names of environment variables that whoever runs the script must set. */
  get names(): readonly string[] {
    return [...this.#values.keys(), ...this.#outside];
  }

  /** The values that the plan contains. */
  get held(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#values].flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  }

  declarations(): string {
    const fieldsOf = (names: Iterable<string>): string =>
      [...names].map((name) => `  ${key(name)}: __ENV${member(name)},`).join('\n');
    return [
      ...(this.#values.size === 0
        ? []
        : [
            `/** Values that are not in this file: k6 run -e NAME=value … */\nconst secrets = {\n${fieldsOf(this.#values.keys())}\n};`,
          ]),
      ...(this.#outside.size === 0 ? [] : [`const outside = {\n${fieldsOf(this.#outside)}\n};`]),
    ].join('\n');
  }
}
