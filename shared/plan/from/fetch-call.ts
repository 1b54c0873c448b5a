// Reads one or more fetch() calls, as browsers copy them, as the parts of a plan. Pure.
import { isOwnHeader } from '../own-headers.ts';
import { headersOf as headersInput } from '../plan-headers.ts';
import type { CurlRequest } from './curl-step.ts';
import { refuse } from './refusal.ts';

const START = String.raw`(?:(?:const|let|var)\s+\w+\s*=\s*)?(?:await\s+)?fetch\s*\(`;
/** Where one call ends and the next begins: at the start of a line, which cannot occur within a JSON string. */
const BETWEEN = new RegExp(String.raw`\)[\s;]*\n\s*(?=${START})`);
/** How many redirects fetch() follows. */
const REDIRECTS = 20;

export function isFetchCall(text: string): boolean {
  return new RegExp(String.raw`^\s*${START}\s*["'\x60]`).test(text);
}

export function fetchRequests(text: string): readonly CurlRequest[] {
  return text.split(BETWEEN).map(fetchRequest);
}

function fetchRequest(call: string): CurlRequest {
  const [url, given] = argumentsOf(call);
  if (typeof url !== 'string') return refuse('This fetch() names no URL.');
  const options = new Map(typeof given === 'object' && given !== null ? Object.entries(given) : []);
  const body = options.get('body') ?? null;
  if (body !== null && typeof body !== 'string') return refuse('The body of this fetch() is not a text in quotes.');
  const method = options.get('method');
  const headers = headersOf(options, body !== null);
  const hasCookies = headers.some(([name]) => name.toLowerCase() === 'cookie');
  return {
    step: {
      method: typeof method === 'string' ? method.toUpperCase() : 'GET',
      url,
      headers: headersInput(headers),
      ...(body === null ? {} : { body }),
    },
    http: { followRedirects: options.get('redirect') === 'manual' || options.get('redirect') === 'error' ? 0 : REDIRECTS },
    tls: {},
    timeouts: {},
    notes:
      options.get('credentials') === 'include' && !hasCookies
        ? ['fetch: the cookies of the browser are not part of what it copies. Copy the request as a cURL command to have them.']
        : [],
  };
}

/** The text between the brackets that browsers copy is JSON. */
function argumentsOf(call: string): readonly unknown[] {
  const inside = /fetch\s*\(([^]*?)\)?[\s;]*$/.exec(call)?.[1] ?? '';
  try {
    const read: unknown = JSON.parse(`[${inside.trim().replace(/,$/, '')}]`);
    return Array.isArray(read) ? read : [];
  } catch {
    return refuse(
      'Onrush reads fetch() as browsers copy it, with a URL and options in double quotes. Copy the request as a cURL command.',
    );
  }
}

function headersOf(options: ReadonlyMap<string, unknown>, hasBody: boolean): [string, string][] {
  const given = options.get('headers');
  const headers = Object.entries(typeof given === 'object' && given !== null ? given : {}).flatMap(
    ([name, value]): [string, string][] => (isOwnHeader(name) ? [] : [[name, String(value)]]),
  );
  const has = (wanted: string): boolean => headers.some(([name]) => name.toLowerCase() === wanted);
  const referrer = options.get('referrer');
  if (typeof referrer === 'string' && /^https?:/.test(referrer) && !has('referer')) headers.push(['referer', referrer]);
  if (hasBody && !has('content-type')) headers.push(['content-type', 'text/plain;charset=UTF-8']);
  return headers;
}
