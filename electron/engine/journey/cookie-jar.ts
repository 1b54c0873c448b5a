// The cookies of one virtual user (RFC 6265), stored by tough-cookie. Most steps send the same cookies to the same place as the
// step before, so the last Cookie header is cached.
import { CookieJar } from 'tough-cookie';

export interface KeptCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
}

const NOTHING: Heard = { lines: [], url: '', mayEnd: false };

interface Heard {
  readonly lines: readonly string[];
  readonly url: string;
  /** True if a cookie has a lifetime that starts again with each response. */
  readonly mayEnd: boolean;
}

export class Cookies {
  #jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
  #isEmpty = true;
  #lines = new Map<string, string>();
  /** The Set-Cookie headers that the jar received last. */
  #heard: Heard = NOTHING;

  /** The cookies that it began with, if nothing was added since. */
  #first: Cookies | null = null;

  /** Starts with the cookies of `first` only. A jar is only copied when something was added. */
  beginWith(first: Cookies): void {
    if (this.#first === first) return;
    this.#jar = first.#jar.cloneSync() ?? new CookieJar(undefined, { rejectPublicSuffixes: false });
    this.#isEmpty = first.#isEmpty;
    this.#heard = NOTHING;
    this.#lines.clear();
    this.#first = first;
  }

  clear(): void {
    this.#first = null;
    if (this.#isEmpty) return;
    this.#jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
    this.#isEmpty = true;
    this.#heard = NOTHING;
    this.#lines.clear();
  }

  /** `lines` are the Set-Cookie headers of a response from `url`. Invalid ones are ignored, as browsers do. */
  receive(lines: readonly string[], url: string): void {
    if (lines.length === 0 || this.#hasHeard(lines, url)) return;
    for (const line of lines) this.#jar.setCookieSync(line, url, { ignoreError: true });
    this.#isEmpty = false;
    this.#first = null;
    this.#lines.clear();
    this.#heard = { lines, url, mayEnd: lines.some((line) => /max-age|expires/i.test(line)) };
  }

  /** If a server sets the same cookie with every response, nothing changes, unless the cookie has a lifetime. */
  #hasHeard(lines: readonly string[], url: string): boolean {
    const { lines: before, url: from, mayEnd } = this.#heard;
    if (mayEnd || url !== from || lines.length !== before.length) return false;
    for (let at = 0; at < lines.length; at += 1) if (lines[at] !== before[at]) return false;
    return true;
  }

  get kept(): readonly KeptCookie[] {
    const { cookies = [] } = this.#jar.serializeSync() ?? {};
    return cookies.map(({ key = '', value = '', domain, path, httpOnly, secure }) => ({
      name: key,
      value,
      domain: typeof domain === 'string' ? domain : '',
      path: typeof path === 'string' ? path : '/',
      httpOnly: httpOnly === true,
      secure: secure === true,
    }));
  }

  /** The value of the Cookie header for `url`; empty if there is none. */
  lineFor(url: string): string {
    if (this.#isEmpty) return '';
    const known = this.#lines.get(url);
    if (known !== undefined) return known;
    const line = this.#jar.getCookieStringSync(url);
    this.#lines.set(url, line);
    return line;
  }
}
