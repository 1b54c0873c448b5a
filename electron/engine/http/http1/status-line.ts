// Reads the first line of a response (RFC 9112, 4). Its parts may be separated by any blanks, the reason phrase may be missing,
// and a line feed alone ends the line, as RFC 9112, 2.2 and 4 permit. "http/1.1" in lower case is accepted too, because small
// devices send it.

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const ZERO = 48;
const NINE = 57;

/** `#` means a digit. */
const VERSION = 'http/#.#';
const MAJOR_AT = 5;
const MINOR_AT = 7;
const STATUS_DIGITS = 3;

const READ_VERSION = 0;
const READ_BLANK = 1;
const READ_STATUS = 2;
const READ_STATUS_END = 3;
const READ_TEXT = 4;
const READ_LF = 5;
const READ_ALL = 6;

export class StatusLine {
  status = 0;
  /** What is wrong with it, in a few words; null while nothing is. */
  reason: string | null = null;
  /** Where the reason phrase begins, relative to the response's first byte. */
  textFrom = 0;
  textTo = 0;
  #state = READ_VERSION;
  #major = 1;
  #minor = 1;
  #digits = 0;

  get isComplete(): boolean {
    return this.#state === READ_ALL;
  }

  /** True if it began like the status line of a response. */
  get hasVersion(): boolean {
    return this.#state !== READ_VERSION;
  }

  /** True for HTTP/1.1 and any later 1.x, which is read as the highest known version (RFC 9110, 2.5). */
  get isPersistent(): boolean {
    return this.#major === 1 && this.#minor > 0;
  }

  reset(): void {
    this.status = 0;
    this.reason = null;
    this.textFrom = 0;
    this.textTo = 0;
    this.#state = READ_VERSION;
    this.#digits = 0;
  }

  /** Continues at the place `at` of the response, which begins at `from` in `bytes`. Returns the place after what was read. */
  read(bytes: Buffer, from: number, at: number, length: number): number {
    let place = at;
    while (place < length && this.#state !== READ_ALL && this.reason === null) {
      this.#take(bytes[from + place] ?? 0, place);
      if (this.reason === null) place += 1;
    }
    return place;
  }

  #take(byte: number, at: number): void {
    switch (this.#state) {
      case READ_VERSION:
        this.#takeVersion(byte, at);
        break;
      case READ_BLANK:
        if (isBlank(byte)) this.#state = READ_STATUS;
        else this.reason = 'Expected space after version';
        break;
      case READ_STATUS:
        this.#takeStatus(byte);
        break;
      case READ_STATUS_END:
        this.textFrom = at + 1;
        this.textTo = at + 1;
        if (isBlank(byte)) this.#state = READ_TEXT;
        else if (!this.#ends(byte)) this.reason = 'Invalid response status';
        break;
      case READ_TEXT:
        if (!this.#ends(byte)) this.textTo = at + 1;
        break;
      default:
        if (byte === LF) this.#state = READ_ALL;
        else this.reason = 'Expected LF after CR';
    }
  }

  #takeVersion(byte: number, at: number): void {
    const isExpected = VERSION[at] === '#' ? isDigit(byte) : lowered(byte) === VERSION.charCodeAt(at);
    if (!isExpected) this.reason = at < MAJOR_AT ? 'Expected HTTP/' : 'Invalid HTTP version';
    if (at === MAJOR_AT) this.#major = byte - ZERO;
    if (at !== MINOR_AT || !isExpected) return;
    this.#minor = byte - ZERO;
    if (isKnown(this.#major, this.#minor)) this.#state = READ_BLANK;
    else this.reason = 'Invalid HTTP version';
  }

  #takeStatus(byte: number): void {
    if (this.#digits === 0 && isBlank(byte)) return;
    if (!isDigit(byte)) {
      this.reason = 'Invalid status code';
      return;
    }
    this.status = this.status * 10 + byte - ZERO;
    this.#digits += 1;
    if (this.#digits < STATUS_DIGITS) return;
    if (this.status < 100) this.reason = 'Invalid status code';
    this.#state = READ_STATUS_END;
  }

  #ends(byte: number): boolean {
    if (byte === CR) this.#state = READ_LF;
    else if (byte === LF) this.#state = READ_ALL;
    else return false;
    return true;
  }
}

/** Some old servers send 0.9 or 2.0 and mean 1.x. */
function isKnown(major: number, minor: number): boolean {
  return major === 1 || (major === 0 && minor === 9) || (major === 2 && minor === 0);
}

function lowered(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
