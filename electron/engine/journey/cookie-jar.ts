// The cookies of one virtual user (RFC 6265), kept by tough-cookie. Most steps go where the one before went with the same
// cookies, so the line that was sent last is kept.
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
  /** One of them has a life that begins again with each response. */
  readonly mayEnd: boolean;
}

export class Cookies {
  #jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
  #isEmpty = true;
  #lines = new Map<string, string>();
  /** What the jar was given last. */
  #heard: Heard = NOTHING;

  /** What it began with where nothing was added since. */
  #first: Cookies | null = null;

  /** Those of `first`, and nothing that came later; a jar is copied only where something came. */
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

  /** `lines`: the Set-Cookie headers of a response from `url`. One that is not a cookie is passed over, as browsers do. */
  receive(lines: readonly string[], url: string): void {
    if (lines.length === 0 || this.#hasHeard(lines, url)) return;
    for (const line of lines) this.#jar.setCookieSync(line, url, { ignoreError: true });
    this.#isEmpty = false;
    this.#first = null;
    this.#lines.clear();
    this.#heard = { lines, url, mayEnd: lines.some((line) => /max-age|expires/i.test(line)) };
  }

  /** A server that sets the same cookie with every response changes nothing, unless its life begins again. */
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

  /** The value of the Cookie header for `url`; empty where there is none. */
  lineFor(url: string): string {
    if (this.#isEmpty) return '';
    const known = this.#lines.get(url);
    if (known !== undefined) return known;
    const line = this.#jar.getCookieStringSync(url);
    this.#lines.set(url, line);
    return line;
  }
}
