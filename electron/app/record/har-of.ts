// Writes a recording as HAR 1.2, with extra fields for the names of steps and for the secrets that were typed. Pure.
import { VERSION } from '../../system/version.ts';
import type { RecordedAction, RecordedSecret } from './actions.ts';
import { headerLines, type Exchange } from './exchanges.ts';

interface HarOptions {
  readonly browser: string;
  readonly title: string;
  readonly secrets: readonly RecordedSecret[];
}

/** A page of the HAR is one action: all requests that it caused belong to that page. */
export function harOf(actions: readonly RecordedAction[], { browser, title, secrets }: HarOptions): object {
  const made = actions.filter(({ exchanges }) => exchanges.length > 0);
  return {
    log: {
      version: '1.2',
      creator: { name: 'Onrush', version: VERSION },
      browser: { name: browser, version: '' },
      pages: made.map(({ name, at }, number) => ({
        id: `step_${number + 1}`,
        title: name,
        startedDateTime: new Date(at).toISOString(),
        pageTimings: {},
      })),
      entries: made.flatMap(({ exchanges }, number) => exchanges.map((exchange) => entryOf(exchange, `step_${number + 1}`))),
      _onrush: { title, secrets, untrusted: untrustedHosts(made.flatMap(({ exchanges }) => exchanges)) },
    },
  };
}

/** Hosts whose certificate the person accepted although nobody vouches for it. */
function untrustedHosts(exchanges: readonly Exchange[]): readonly string[] {
  const untrusted = exchanges.filter(({ response }) => response?.isUntrusted === true);
  return [...new Set(untrusted.map(({ url }) => new URL(url).host))];
}

function entryOf(exchange: Exchange, pageref: string): object {
  const { url, method, type, startedAt, startedTick, endedTick, response } = exchange;
  const time = Math.max(0, ((endedTick ?? startedTick) - startedTick) * 1000);
  const httpVersion = response?.protocol ?? '';
  return {
    pageref,
    startedDateTime: new Date(startedAt).toISOString(),
    time,
    request: {
      method,
      url,
      httpVersion,
      headers: headerLines(exchange.extraHeaders ?? exchange.headers),
      queryString: [...(URL.parse(url)?.searchParams ?? [])].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: exchange.body === null ? 0 : exchange.body.text.length,
      ...postDataOf(exchange),
    },
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    _resourceType: type,
    ...(response?.isFromCache === true ? { _fromCache: 'disk' } : {}),
  };
}

function postDataOf({ body, headers, extraHeaders }: Exchange): object {
  if (body === null) return {};
  const mimeType = headerLines(extraHeaders ?? headers).find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const { text, encoding } = body;
  return { postData: { mimeType, text, ...(encoding === null ? {} : { encoding }) } };
}

/** A response from the cache has the status that the page saw, and no network headers. */
function responseOf({ response, extraResponse, content, bytes }: Exchange): object {
  const headers = headerLines(headersIn(extraResponse) ?? response?.headers ?? {});
  return {
    status: response?.status ?? 0,
    statusText: response?.statusText ?? '',
    httpVersion: response?.protocol ?? '',
    headers,
    cookies: [],
    content: { size: bytes, mimeType: response?.mimeType ?? '', ...(content === null ? {} : { text: content }) },
    redirectURL: headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '',
    headersSize: -1,
    bodySize: -1,
  };
}

function headersIn(extra: Exchange['extraResponse']): Exchange['headers'] | null {
  const headers = extra?.['headers'];
  return typeof headers === 'object' && headers !== null ? { ...headers } : null;
}
