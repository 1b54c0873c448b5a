// What a virtual user keeps across its iterations: values and cookies, and the result of its preparation. Each scenario that
// prepares its users has luggage of its own, so that one login does not replace another.
import { LazyModule } from '../../../shared/lazy-module.ts';
import type { Cookies } from './cookie-jar.ts';
import type { Scope } from './scope.ts';

/** Loaded before a plan whose users keep cookies is sent. */
export const COOKIES = new LazyModule(() => import('./cookie-jar.ts'));

export type CookieLife = 'iteration' | 'vu' | 'off';

export class Luggage {
  readonly scope: Scope;
  /** Those of the present iteration. */
  cookies: Cookies | null = null;
  /** A scenario that forgets its cookies must not touch those that the user keeps for another one. */
  readonly #jars: Record<CookieLife, Cookies | null> = { iteration: null, vu: null, off: null };
  /** The cookies of the preparation; each iteration begins with them. */
  #prepared: Cookies | null = null;
  #isPreparing = false;
  #life: CookieLife = 'off';
  /** On the run's clock; null if the user is not prepared. */
  #preparedAt: number | null = null;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  begin(iteration: number, vu: number, life: CookieLife): void {
    this.scope.begin(iteration, vu);
    this.#life = life;
    this.cookies = this.#jars[life];
    if (life !== 'iteration') return;
    if (this.#prepared === null) this.cookies?.clear();
    else this.#jar().beginWith(this.#prepared);
  }

  receive(lines: readonly string[], url: string): void {
    this.#jar().receive(lines, url);
    if (this.#isPreparing) (this.#prepared ??= new COOKIES.loaded.Cookies()).receive(lines, url);
  }

  #jar(): Cookies {
    this.cookies ??= this.#jars[this.#life] = new COOKIES.loaded.Cookies();
    return this.cookies;
  }

  isPrepared(now: number, refreshMs: number | null): boolean {
    return this.#preparedAt !== null && (refreshMs === null || now - this.#preparedAt < refreshMs);
  }

  /** `isAnew` is true within an iteration, which keeps its values and cookies. */
  beginPreparing(isAnew: boolean): void {
    this.#isPreparing = true;
    this.#preparedAt = null;
    this.#prepared = null;
    this.scope.forget();
    if (!isAnew && this.#life === 'iteration') this.cookies?.clear();
  }

  /** `slots` are those of the values that the preparation extracted; null if it failed. */
  endPreparing(slots: readonly number[] | null, now: number): void {
    this.#isPreparing = false;
    if (slots === null) return;
    this.#preparedAt = now;
    this.scope.keep(slots);
  }
}
