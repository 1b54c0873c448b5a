// How one virtual user responds to a 401: with a digest, or by waiting for a new access token. It sends nothing itself.
import { randomWord } from '../../../shared/plan/journey/random.ts';
import type { Auth } from '../../../shared/plan/plan-auth.ts';
import type { CapturedResponse } from '../http/http-client.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import type { AccessTokenReader } from './access-token.ts';
import { compileText, render, type CompiledText } from './compiled-text.ts';
import { digestChallengeOf, DigestSession, parameterOf } from './digest.ts';
import type { NameTable } from './name-table.ts';
import type { Scope } from './scope.ts';

export type CompiledAuth =
  | { readonly kind: 'digest'; readonly user: CompiledText; readonly password: CompiledText; readonly place: number }
  | { readonly kind: 'token'; readonly reader: AccessTokenReader | null };

/** What a 401 leads to. */
export type Answered =
  | { readonly kind: 'send'; readonly request: RequestTemplate }
  /** The request waits until another token exists. */
  | { readonly kind: 'wait'; readonly isOver: () => boolean }
  /** Why the request cannot be authenticated. */
  | { readonly kind: 'fault'; readonly reason: string };

/** Returns null if the header does not depend on what the server says. */
export function compileAuth(auth: Auth | undefined, names: NameTable): CompiledAuth | null {
  if (auth?.type === 'oauth2') return { kind: 'token', reader: names.tokenOf(auth) };
  if (auth?.type !== 'digest') return null;
  const [user, password] = [compileText(auth.user, names), compileText(auth.password, names)];
  return { kind: 'digest', user, password, place: names.nextPlace() };
}

const AUTHORIZATION = 'authorization';
const STREAMED =
  'The server asks for a digest of the body (qop "auth-int"), and this body is a file that is too large to be read before it is sent.';

export class Authorizer {
  /** The key is the origin and the user. */
  readonly #sessions = new Map<string, DigestSession>();
  #turn = 0;
  /** The version of the token that was sent last. */
  #version = -1;

  /** Adds the response to the challenge, if one is known. */
  authorize(auth: CompiledAuth | null, request: RequestTemplate, scope: Scope): RequestTemplate {
    if (auth?.kind === 'token') this.#version = auth.reader?.version ?? -1;
    if (auth?.kind !== 'digest') return request;
    const user = render(auth.user, scope);
    const session = this.#sessions.get(`${request.origin} ${user}`);
    const { method, path: target, body } = request;
    const isInMemory = body === null || Buffer.isBuffer(body);
    if (session === undefined || (session.coversBody && !isInMemory)) return request;
    this.#turn += 1;
    const cnonce = [0, 1].map((part) => randomWord(scope.seed, scope.iteration, auth.place, this.#turn * 2 + part).toString(16));
    const value = session.answer({
      method,
      target,
      user,
      password: render(auth.password, scope),
      cnonce: cnonce.join(''),
      body: isInMemory ? body : null,
    });
    return { ...request, headers: [...withoutAuthorization(request.headers), AUTHORIZATION, value], isShared: false };
  }

  /** `response` is the first 401 to this request. Returns null if nothing can be done about it. */
  answer(auth: CompiledAuth | null, request: RequestTemplate, { headers }: CapturedResponse, scope: Scope): Answered | null {
    if (auth === null) return null;
    if (auth.kind === 'token') {
      if (auth.reader === null) return null;
      const { reader } = auth;
      const version = this.#version;
      reader.refuse(version);
      return { kind: 'wait', isOver: () => reader.isDecided(version) };
    }
    const challenge = digestChallengeOf([headers['www-authenticate'] ?? []].flat());
    if (typeof challenge === 'string') return { kind: 'fault', reason: challenge };
    const session = new DigestSession(challenge);
    if (session.coversBody && request.body !== null && !Buffer.isBuffer(request.body)) return { kind: 'fault', reason: STREAMED };
    this.#sessions.set(`${request.origin} ${render(auth.user, scope)}`, session);
    return { kind: 'send', request: this.authorize(auth, request, scope) };
  }

  /** Why a request was refused although it was authenticated, in words. */
  reasonOf(auth: CompiledAuth): string {
    return auth.kind === 'digest'
      ? 'The server responded with 401 to the digest it asked for. Check user and password.'
      : 'The server responded with 401 to the access token, and also after another one was asked for.';
  }

  /** A successful response may also carry the nonce for the next request. */
  hear(auth: CompiledAuth | null, request: RequestTemplate, { headers }: CapturedResponse, scope: Scope): void {
    const info = headers['authentication-info'];
    if (auth?.kind !== 'digest' || info === undefined) return;
    const nonce = parameterOf([info].flat().join(', '), 'nextnonce');
    if (nonce !== null) this.#sessions.get(`${request.origin} ${render(auth.user, scope)}`)?.renew(nonce);
  }
}

function withoutAuthorization(headers: readonly string[]): string[] {
  return headers.filter((_, at, all) => (all[at - (at % 2)] ?? '').toLowerCase() !== AUTHORIZATION);
}
