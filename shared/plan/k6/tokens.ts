// OAuth 2 access tokens in a script: each is fetched in setup, and again before it expires.
import { hasHoles } from '../journey/template.ts';
import type { Auth } from '../plan-auth.ts';
import { objectText, quoted } from './js-text.ts';
import type { Names } from './names.ts';

type OAuth2 = Extract<Auth, { type: 'oauth2' }>;

export class Tokens {
  readonly #requests = new Map<string, string>();

  /** Code that returns the token. */
  use(auth: OAuth2, names: Names): string {
    names.used.add('accessToken');
    const key = JSON.stringify(auth);
    if (!this.#requests.has(key)) this.#requests.set(key, requestCode(auth, names));
    return `accessToken(v, ${[...this.#requests.keys()].indexOf(key)})`;
  }

  get count(): number {
    return this.#requests.size;
  }

  /** The definitions of how each token is fetched. */
  declarations(): string {
    return this.count === 0 ? '' : `const TOKENS = [\n${[...this.#requests.values()].map((code) => `  ${code},`).join('\n')}\n];`;
  }
}

function requestCode(auth: OAuth2, names: Names): string {
  const secret = hasHoles(auth.clientSecret)
    ? names.text(auth.clientSecret)
    : names.secrets.refer('client secret', auth.clientSecret);
  const id = names.text(auth.clientId);
  const inBody = auth.sendIn === 'body';
  if (!inBody) names.used.add('b64encode');
  const form = objectText([
    ['grant_type', quoted('client_credentials')],
    ...(auth.scope === undefined ? [] : [['scope', names.text(auth.scope)] as const]),
    ...(auth.audience === undefined ? [] : [['audience', names.text(auth.audience)] as const]),
    ...(inBody ? [['client_id', id] as const, ['client_secret', secret] as const] : []),
  ]);
  const headers = inBody
    ? '{}'
    : `{ Authorization: 'Basic ' + b64encode(encodeURIComponent(${id}) + ':' + encodeURIComponent(${secret})) }`;
  return `() => ({ url: ${names.text(auth.tokenUrl)}, form: ${form}, headers: ${headers} })`;
}
