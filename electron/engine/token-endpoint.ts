// Requests an access token from a token endpoint with client credentials (RFC 6749, 4.4), over the connections of the plan.
import type { Plan } from '../../shared/plan/plan.ts';
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import { Connector } from './http/connector.ts';
import { HttpClients } from './http/open-client.ts';
import { reachOf } from './http/reach.ts';
import { placeOf, type RequestTemplate } from './http/request-template.ts';
import { MOST_TOKEN_BYTES } from './journey/access-token.ts';
import { Received } from './journey/received.ts';
import type { OAuth2 } from './journey/token-request.ts';
import { loadNeededModules } from './needed-modules.ts';
import { OneConnection } from './one-connection.ts';
import type { PlanFiles } from './files/plan-files.ts';
import { COMPUTER_TIME } from './time/clock.ts';
import { Deadlines } from './time/deadlines.ts';

export type FetchedToken =
  /** `lifeMs` is null if the endpoint gave no lifetime. */
  | { readonly ok: true; readonly token: string; readonly lifeMs: number | null }
  /** `reason` says in words why there is no token. */
  | { readonly ok: false; readonly reason: string };

/** `signal` aborts the request; then there is no token. */
export async function fetchToken(
  auth: OAuth2,
  plan: Plan,
  files: PlanFiles,
  userAgent: string,
  signal?: AbortSignal,
): Promise<FetchedToken> {
  await loadNeededModules(plan, files.journey.constants);
  const clock = COMPUTER_TIME.clockFrom(COMPUTER_TIME.nanoseconds());
  const deadlines = new Deadlines(1);
  const { timeouts, http, tls } = plan;
  const mayReach = reachOf(hostnamesOf(plan, files.journey.constants));
  const connector = new Connector({ clock, http, tls, tlsFiles: files.tls, mayReach });
  const clients = new HttpClients({ clock, deadlines, examples: { wantsBody: () => false }, connector, timeouts, http });
  const connection = new OneConnection(clients, deadlines, clock, plan);
  const cancel = (): void => connection.cancel();
  signal?.addEventListener('abort', cancel);
  try {
    const { client, fault } = await connection.send(requestOf(auth, userAgent));
    const captured = client.captured();
    if (captured === null) return { ok: false, reason: fault?.message ?? 'There was no response.' };
    const { json } = new Received(captured, 0);
    return readToken(captured.status, fault?.message ?? null, json?.value);
  } finally {
    signal?.removeEventListener('abort', cancel);
    connection.end();
  }
}

function requestOf({ tokenUrl, clientId, clientSecret, scope, audience, sendIn }: OAuth2, userAgent: string): RequestTemplate {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== undefined) form.set('scope', scope);
  if (audience !== undefined) form.set('audience', audience);
  const headers = ['user-agent', userAgent, 'accept', 'application/json', 'content-type', 'application/x-www-form-urlencoded'];
  if (sendIn === 'header') headers.push('authorization', basic(clientId, clientSecret));
  else {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const body = Buffer.from(form.toString());
  return {
    step: 0,
    ...placeOf(new URL(tokenUrl.trim())),
    method: 'POST',
    headers,
    body,
    isShared: false,
    keepsBody: MOST_TOKEN_BYTES,
  };
}

/** Both are form-encoded before they are joined (RFC 6749, 2.3.1). */
function basic(clientId: string, clientSecret: string): string {
  const encoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(clientId)}:${encoded(clientSecret)}`).toString('base64')}`;
}

function readToken(status: number, fault: string | null, value: unknown): FetchedToken {
  const fields =
    typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : new Map<string, unknown>();
  const token = fields.get('access_token');
  if (status >= 400 || fault !== null)
    return { ok: false, reason: `${fault ?? `The server responded with ${status}.`}${errorWords(fields)}` };
  if (typeof token !== 'string' || token === '') return { ok: false, reason: 'Its response has no "access_token".' };
  if (!/^[\u0021-\u007e]+$/.test(token) || token.length > MOST_TOKEN_BYTES)
    return { ok: false, reason: 'Its access token cannot be sent in a header.' };
  const type = fields.get('token_type');
  if (typeof type === 'string' && type.toLowerCase() !== 'bearer')
    return { ok: false, reason: `It gives tokens of the type "${type.slice(0, 40)}"; Onrush sends bearer tokens.` };
  const seconds = Number(fields.get('expires_in') ?? Number.NaN);
  return { ok: true, token, lifeMs: seconds > 0 ? seconds * 1000 : null };
}

/** For example " (invalid_client: no such client)". */
function errorWords(fields: ReadonlyMap<string, unknown>): string {
  const words = [fields.get('error'), fields.get('error_description')].filter((one) => typeof one === 'string' && one !== '');
  return words.length === 0 ? '' : ` (${words.join(': ').slice(0, 200)})`;
}
