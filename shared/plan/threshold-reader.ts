// Reads the text of a threshold from left to right, and reports the place where something else is expected.
export class ThresholdRefusal extends Error {
  readonly column: number;

  constructor(column: number, message: string) {
    super(`Column ${column}: ${message}`);
    this.column = column;
  }
}

export class ThresholdReader {
  readonly #text: string;
  #at = 0;
  #isReopened = false;
  /** True if the expression is in a list, as in k6's options. */
  endsList = false;
  /** True if the figure was called a percentage, so that its limit is one as well: "error % < 1". */
  isPercentage = false;
  /** k6 writes a share as a number up to 1, never as a percentage. */
  isRate = false;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** Counts from 1. */
  get column(): number {
    return this.#at + 1;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  says(word: string): boolean {
    return this.#text.includes(word);
  }

  skip(text: string): void {
    this.#at += text.length;
    this.#skipSpace();
  }

  /** The braces continue: what follows is read as if they began here. */
  reopen(): void {
    this.#isReopened = true;
  }

  takesBrace(): boolean {
    const isOpen = this.#isReopened || this.take(/^\{/) !== null;
    this.#isReopened = false;
    return isOpen;
  }

  take(pattern: RegExp): string | null {
    const found = pattern.exec(this.#text.slice(this.#at))?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    this.#skipSpace();
    return found;
  }

  match(pattern: RegExp, otherwise: string): string {
    return this.take(pattern) ?? this.refuse(otherwise);
  }

  refuse(message: string, column = this.column): never {
    throw new ThresholdRefusal(column, message);
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}
