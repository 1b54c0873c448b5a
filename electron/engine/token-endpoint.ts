// Requests an access token from a token endpoint with client credentials (RFC 6749, 4.4), over the connections of the plan.
import { oneLine } from '../../shared/plan/one-line.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { tokenForm, type OAuth2 } from '../../shared/plan/token-settings.ts';
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import { Connector } from './http/connector.ts';
import { HttpClients } from './http/open-client.ts';
import { reachOf } from './http/reach.ts';
import { placeOf, type RequestTemplate } from './http/request-template.ts';
import { MOST_TOKEN_BYTES } from './journey/access-token.ts';
import { Received } from './journey/received.ts';
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
    return readToken(new Received(captured, 0), fault?.message ?? null);
  } finally {
    signal?.removeEventListener('abort', cancel);
    connection.end();
  }
}

function requestOf(auth: OAuth2, userAgent: string): RequestTemplate {
  const form = new URLSearchParams(tokenForm(auth).map(([name, text]): [string, string] => [name, text]));
  const headers = ['user-agent', userAgent, 'accept', 'application/json', 'content-type', 'application/x-www-form-urlencoded'];
  if (auth.sendIn === 'header') headers.push('authorization', basic(auth.clientId, auth.clientSecret));
  const body = Buffer.from(form.toString());
  return {
    step: 0,
    ...placeOf(new URL(auth.tokenUrl.trim())),
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

function readToken(received: Received, fault: string | null): FetchedToken {
  const { status } = received.response;
  const value = received.json?.value;
  const fields =
    typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : new Map<string, unknown>();
  const token = fields.get('access_token');
  if (status >= 400 || fault !== null)
    return { ok: false, reason: `${fault ?? `The server responded with ${status}.`}${errorWords(fields)}` };
  if (status >= 300) return { ok: false, reason: redirectWords(status, received.header('location')) };
  if (value === undefined) return { ok: false, reason: notJsonWords(received.header('content-type')) };
  if (typeof token !== 'string' || token === '')
    return { ok: false, reason: `Its response has no "access_token".${errorWords(fields)}` };
  if (!/^[\u0021-\u007e]+$/.test(token) || token.length > MOST_TOKEN_BYTES)
    return { ok: false, reason: 'Its access token cannot be sent in a header.' };
  const type = fields.get('token_type');
  if (typeof type === 'string' && type.toLowerCase() !== 'bearer')
    return { ok: false, reason: `It gives tokens of the type "${type.slice(0, 40)}"; Onrush sends bearer tokens.` };
  const given = fields.get('expires_in');
  const seconds = typeof given === 'number' || typeof given === 'string' ? Number(given) : Number.NaN;
  return { ok: true, token, lifeMs: seconds > 0 ? seconds * 1000 : null };
}

/** The secret is sent to the endpoint that the plan names, and nowhere else. */
function redirectWords(status: number, location: string | null): string {
  const where = location === null ? '' : ` to ${location.slice(0, 200)}`;
  return `The server responded with ${status}, a redirect${where}, which is not followed. Write the URL of the endpoint itself.`;
}

function notJsonWords(type: string | null): string {
  return type === null ? 'Its response is not JSON.' : `Its response is not JSON but ${type.slice(0, 100)}.`;
}

/** For example " (invalid_client: no such client)". */
function errorWords(fields: ReadonlyMap<string, unknown>): string {
  const words = [fields.get('error'), fields.get('error_description')].filter((one) => typeof one === 'string' && one !== '');
  return words.length === 0 ? '' : ` (${oneLine(words.join(': ')).slice(0, 200)})`;
}
