// OAuth 2 access tokens in a script: each is fetched in setup, and again before it expires.
import { hasHoles } from '../journey/template.ts';
import { isSecretParam, tokenForm, type OAuth2 } from '../token-settings.ts';
import { objectText, quoted, type Field } from './js-text.ts';
import type { Names } from './names.ts';

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
  const { clientId, clientSecret, tokenUrl, sendIn } = auth;
  const fields = tokenForm(auth).map(([name, text]) => [name, valueCode(name, text, names)] as const);
  const headers: Field[] = [['Accept', quoted('application/json')]];
  if (sendIn === 'header') {
    names.used.add('b64encode').add('formText');
    const [id, secret] = [names.text(clientId), valueCode('client_secret', clientSecret, names)];
    const pair = `formText(${id}) + ':' + formText(${secret})`;
    headers.push(['Authorization', `'Basic ' + b64encode(${pair})`]);
  }
  const form = formCode(fields, names);
  if (form.startsWith('[')) headers.push(['Content-Type', quoted('application/x-www-form-urlencoded')]);
  return `() => ({ url: ${names.text(tokenUrl)}, form: ${form}, headers: ${objectText(headers)} })`;
}

function valueCode(name: string, text: string, names: Names): string {
  if (hasHoles(text) || !isSecretParam(name)) return names.text(text);
  return names.secrets.refer(name.replaceAll('_', ' '), text);
}

/** k6 sends an object as a form, but it cannot repeat a field. */
function formCode(fields: readonly Field[], names: Names): string {
  const isPlain = new Set(fields.map(([name]) => name)).size === fields.length && !fields.some(([name]) => hasHoles(name));
  if (isPlain) return objectText(fields);
  names.used.add('formText');
  const pairs = fields.map(([name, code]) => `[${names.text(name)}, ${code}]`);
  return `[${pairs.join(', ')}].map((field) => field.map(formText).join('=')).join('&')`;
}
