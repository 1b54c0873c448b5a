// Says why the token of a security scheme is not fetched by the plan, and what to do instead. Pure.
import { fieldsOf, textOf, type Fields } from '../imported/parts.ts';
import { shorten } from '../../../shorten.ts';

const PERSON = 'in which a person logs in with a browser';
const PASSWORD = 'which exchanges a user’s name and password for a token';

/** Swagger 2 has other names for some of them. */
const FLOWS: Readonly<Record<string, string>> = {
  authorizationCode: PERSON,
  accessCode: PERSON,
  implicit: PERSON,
  deviceAuthorization: PERSON,
  password: PASSWORD,
};

/** `scheme` is one of OAuth 2 without usable client credentials, or of OpenID Connect. */
export function tokenNote(name: string, scheme: Fields): string {
  return `The scheme “${name}” is ${wayOf(scheme)}. Onrush does not fetch this token: get one as your client does and give it as the secret TOKEN, which is sent as a bearer token.`;
}

function wayOf(scheme: Fields): string {
  if (scheme['type'] === 'openIdConnect') return `OpenID Connect (openIdConnect), ${PERSON}`;
  const flows = fieldsOf(scheme['flows']);
  const names = [...Object.keys(flows), textOf(scheme['flow'])].filter((flow) => flow !== '' && !flow.startsWith('x-'));
  if (names.length === 0) return 'OAuth 2 and names no flow';
  return names.map((flow) => `the OAuth 2 flow ${flow}, ${FLOWS[flow] ?? addressNote(scheme, flow)}`).join(', or ');
}

function addressNote(scheme: Fields, flow: string): string {
  if (flow !== 'clientCredentials' && flow !== 'application') return 'which Onrush does not have';
  const url = textOf(fieldsOf(fieldsOf(scheme['flows'])[flow])['tokenUrl'] ?? scheme['tokenUrl']);
  return url === '' ? 'without the address of its tokens' : `whose address for tokens, ${shorten(url)}, is not a whole URL`;
}
