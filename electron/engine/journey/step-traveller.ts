// What one virtual user carries through the steps of its journey: values, cookies, and the verdict on each response.
import { randomBelow } from '../../../shared/plan/journey/random.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { CapturedResponse } from '../http/http-client.ts';
import type { RequestBody } from '../http/request-body.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import { Authorizer, type Answered } from './authorizer.ts';
import type { Preparation, ThinkTime } from './compiled-plan.ts';
import { stepVerdict, type CheckTally, type CompiledStep } from './compiled-step.ts';
import type { KeptCookie } from './cookie-jar.ts';
import { Luggage, type CookieLife } from './luggage.ts';
import { redactor, type Redact } from './redact.ts';
import { ValueFault, type Scope } from './scope.ts';

/** What all users of one thread share. */
export interface TravelTools {
  newScope(): Scope;
  readonly tally: TravelTally;
  /** Values that must not be sent to another host. */
  readonly secrets: readonly string[];
  epochMs(): number;
  /** ms since the run's start. */
  now(): number;
  /** In ms since the run's start. Requests before it are not counted. */
  readonly warmupMs: number;
}

export interface TravelTally extends CheckTally {
  /** A redirect led to `host`, which must not receive the header. */
  withhold(header: string, host: string): void;
  /** The plan ends the run if `step` fails. */
  stopRun(step: number, fault: Fault): void;
}

interface Timed {
  readonly sentAt?: number;
  readonly endedAt?: number;
}

const UNCOUNTED: CheckTally = { count: () => undefined };

export class StepTraveller {
  readonly #tools: TravelTools;
  /** Shared by all scenarios that do not prepare their users. */
  readonly #common: Luggage;
  readonly #own = new Map<Preparation, Luggage>();
  #luggage: Luggage;
  #usesCookies = false;
  /** The Cookie header of the request that was sent last. */
  #sentLine = '';
  /** For each request that never varies: the same request with the cookies that were sent last. */
  readonly #made = new Map<RequestTemplate, { readonly line: string; readonly request: RequestTemplate }>();
  #place = { origin: '', path: '', url: '' };
  readonly #authorizer = new Authorizer();
  /** Created when a redirect first leaves an origin. */
  #redact: Redact | null = null;
  /** The origin of the step's own request. */
  #origin = '';
  #isAnswered = false;

  constructor(tools: TravelTools) {
    this.#tools = tools;
    this.#common = new Luggage(tools.newScope());
    this.#luggage = this.#common;
  }

  begin(iteration: number, vu: number, cookies: CookieLife, preparation: Preparation | null): void {
    this.#luggage = preparation === null ? this.#common : this.#ownOf(preparation);
    this.#luggage.begin(iteration, vu, cookies);
    this.#usesCookies = cookies !== 'off';
  }

  isPrepared({ refreshMs }: Preparation): boolean {
    return this.#luggage.isPrepared(this.#tools.now(), refreshMs);
  }

  /** `isAnew` is true within an iteration. */
  beginPreparing(isAnew: boolean): void {
    this.#luggage.beginPreparing(isAnew);
  }

  /** `preparation` is null if it failed. */
  endPreparing(preparation: Preparation | null): void {
    this.#luggage.endPreparing(preparation?.slots ?? null, this.#tools.now());
  }

  pauseMs({ least, most, place }: ThinkTime): number {
    const { seed, iteration } = this.#luggage.scope;
    return least === most ? least : least + randomBelow(Math.round(most - least) + 1, seed, iteration, place);
  }

  /** Returns a sentence if the values do not make a valid request. */
  render(step: CompiledStep, isAnswered = false): RequestTemplate | string {
    const { request } = step;
    this.#isAnswered = isAnswered;
    if (request.kind === 'constant') return this.#begin(step, request.request);
    const { scope } = this.#luggage;
    scope.epochMs = this.#tools.epochMs();
    try {
      const rendered = request.render(scope);
      return rendered.ok ? this.#begin(step, rendered.request) : rendered.reason;
    } catch (error) {
      if (error instanceof ValueFault) return error.message;
      throw error;
    }
  }

  receiveCookies(request: RequestTemplate, captured: CapturedResponse): void {
    if (!this.#usesCookies) return;
    const given = captured.headers['set-cookie'];
    // A header with a single value is passed as one text, whatever its name is.
    if (given !== undefined) this.#luggage.receive(typeof given === 'string' ? [given] : given, this.#urlOf(request));
  }

  get cookies(): readonly KeptCookie[] {
    return this.#luggage.cookies?.kept ?? [];
  }

  /** What to do after a 401: at most once per request, and only for the step's own origin. */
  answer({ auth }: CompiledStep, request: RequestTemplate, captured: CapturedResponse): Answered | null {
    if (auth === null || request.origin !== this.#origin) return null;
    if (captured.status !== 401) {
      this.#authorizer.hear(auth, request, captured, this.#luggage.scope);
      // The digest was right, so the request that follows a redirect may be asked for another.
      if (auth.kind === 'digest') this.#isAnswered = false;
      return null;
    }
    if (this.#isAnswered) return { kind: 'fault', reason: this.#authorizer.reasonOf(auth) };
    this.#isAnswered = true;
    const answered = this.#authorizer.answer(auth, request, captured, this.#luggage.scope);
    if (answered?.kind !== 'send') return answered;
    const headers = withoutLine(answered.request.headers, this.#sentLine);
    return { kind: 'send', request: this.#withCookies({ ...answered.request, headers }) };
  }

  /**
   * The request that follows a redirect, with the cookies of its URL and without secrets if it leaves the origin. Returns a
   * sentence if its body contains a secret, so that it cannot be sent.
   */
  hop({ auth }: Pick<CompiledStep, 'auth'>, from: RequestTemplate, to: RequestTemplate): RequestTemplate | string {
    const bare = withoutLine(to.headers, this.#sentLine);
    if (from.origin === to.origin) {
      const request = { ...to, headers: bare, isShared: false };
      return this.#withCookies(this.#authorizer.authorize(auth, request, this.#luggage.scope));
    }
    const { host } = new URL(to.origin);
    if (to.body !== null && from.hostname !== to.hostname && this.#holdsSecret(textIn(to.body)))
      return `The server redirected to ${host}, and the body of the request holds a secret, so it was not sent there.`;
    const headers = this.#withoutSecrets(bare);
    for (const name of withheld(withoutLine(from.headers, this.#sentLine), headers)) this.#tools.tally.withhold(name, host);
    return this.#withCookies({ ...to, headers, isShared: false });
  }

  verdict(
    step: CompiledStep,
    captured: CapturedResponse | null,
    fault: Fault | null,
    { sentAt = 0, endedAt = 0 }: Timed,
  ): Fault | null {
    const tally = sentAt < this.#tools.warmupMs ? UNCOUNTED : this.#tools.tally;
    return stepVerdict(step, captured, fault, endedAt - sentAt, this.#luggage.scope, tally);
  }

  stopRun({ step }: CompiledStep, fault: Fault): void {
    this.#tools.tally.stopRun(step, fault);
  }

  #ownOf(preparation: Preparation): Luggage {
    const luggage = this.#own.get(preparation) ?? new Luggage(this.#tools.newScope());
    this.#own.set(preparation, luggage);
    return luggage;
  }

  #begin({ auth }: CompiledStep, request: RequestTemplate): RequestTemplate {
    this.#origin = request.origin;
    return this.#withCookies(this.#authorizer.authorize(auth, request, this.#luggage.scope));
  }

  #withCookies(request: RequestTemplate): RequestTemplate {
    const cookies = this.#usesCookies ? this.#luggage.cookies : null;
    const line = cookies?.lineFor(this.#urlOf(request)) ?? '';
    this.#sentLine = line;
    return line === '' ? request : this.#joined(request, line);
  }

  /**
   * If a request never varies and its cookies are the same as before, the same object is returned, so that its bytes are made
   * once.
   */
  #joined(request: RequestTemplate, line: string): RequestTemplate {
    const known = this.#made.get(request);
    if (known?.line === line) return known.request;
    const made = { ...request, headers: joined(request.headers, line), isShared: false };
    if (request.isShared) this.#made.set(request, { line, request: made });
    return made;
  }

  /** The same string object for the same place, because cookies are looked up by it. */
  #urlOf({ origin, path }: RequestTemplate): string {
    if (path !== this.#place.path || origin !== this.#place.origin) this.#place = { origin, path, url: origin + path };
    return this.#place.url;
  }

  #withoutSecrets(headers: readonly string[]): string[] {
    return headers.filter((_, at, all) => !this.#holdsSecret(all[at - (at % 2) + 1] ?? ''));
  }

  /** Finds a secret in any of its encoded forms. */
  #holdsSecret(text: string): boolean {
    const { secrets } = this.#tools;
    if (secrets.length === 0) return false;
    this.#redact ??= redactor(secrets);
    return this.#redact(text) !== text;
  }
}

/** These headers identify nobody. */
const HARMLESS = /^(?:host|content-(?:type|encoding|language|location))$/i;

/** The names of the headers that were left out. */
function withheld(from: readonly string[], kept: readonly string[]): readonly string[] {
  const names = (headers: readonly string[]): string[] => headers.filter((_, at) => at % 2 === 0);
  const left = names(kept);
  return names(from).filter((name) => !left.includes(name) && !HARMLESS.test(name));
}

function textIn(body: RequestBody): string {
  const parts = Buffer.isBuffer(body) ? [body] : body.parts;
  return parts.map((part) => (Buffer.isBuffer(part) ? part.toString() : '')).join('');
}

const COOKIE = 'cookie';

/** A Cookie header of the plan precedes the cookies of the jar, on one line. */
function joined(headers: readonly string[], line: string): string[] {
  const at = headers.findIndex((name, place) => place % 2 === 0 && name.toLowerCase() === COOKIE);
  if (at === -1) return [...headers, COOKIE, line];
  return headers.with(at + 1, `${headers[at + 1] ?? ''}; ${line}`);
}

/** The plan's headers without the cookies of the jar, because the URL of a redirect has other cookies. */
function withoutLine(headers: readonly string[], line: string): string[] {
  const at = headers.findIndex((name, place) => place % 2 === 0 && name.toLowerCase() === COOKIE);
  const value = headers[at + 1] ?? '';
  if (at === -1 || line === '' || !value.endsWith(line)) return [...headers];
  return value === line ? headers.toSpliced(at, 2) : headers.with(at + 1, value.slice(0, -line.length - 2));
}
