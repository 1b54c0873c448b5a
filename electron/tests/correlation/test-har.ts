// Recorded requests as a HAR, in the variants that different programs write.
import type { Entry } from './test-visitor.ts';

export const DIALECTS = ['playwright', 'chrome', 'chrome-sanitized', 'firefox', 'safari', 'charles'] as const;
export type Dialect = (typeof DIALECTS)[number];

const CREATOR = {
  playwright: 'Playwright',
  chrome: 'WebInspector',
  'chrome-sanitized': 'WebInspector',
  firefox: 'Firefox',
  safari: 'WebKit Web Inspector',
  charles: 'Charles Proxy',
} as const satisfies Record<Dialect, string>;

export function harOf(entries: readonly Entry[], origin: string, dialect: Dialect): string {
  const host = new URL(origin).host;
  const pages =
    dialect === 'charles'
      ? []
      : [{ id: 'page_1', title: `${origin}/`, startedDateTime: new Date(entries[0]?.startedAt ?? 0).toISOString() }];
  return JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: CREATOR[dialect], version: '1' },
      pages,
      entries: entries.map((entry) => entryOf(entry, origin, host, dialect)),
    },
  });
}

function entryOf(
  { asked, answered, startedAt, durationMs, resource }: Entry,
  origin: string,
  host: string,
  dialect: Dialect,
): unknown {
  const url = origin + asked.url;
  const isSanitized = dialect === 'chrome-sanitized';
  const hidden = /^(?:cookie|authorization|set-cookie)$/i;
  const requestHeaders = [
    ...(dialect === 'chrome'
      ? [
          [':authority', host],
          [':method', asked.method],
          [':path', asked.url],
          [':scheme', 'http'],
        ]
      : [['Host', host]]),
    ...Object.entries(asked.headers),
  ].filter(([name = '']) => !(isSanitized && hidden.test(name)));
  const responseHeaders = joined(answered.headers, dialect).filter(([name]) => !(isSanitized && hidden.test(name)));
  const seconds = dialect === 'charles' ? Math.floor(startedAt) : startedAt;
  return {
    startedDateTime: new Date(seconds).toISOString(),
    time: durationMs,
    ...(dialect === 'chrome' || isSanitized ? { _resourceType: resource, _initiator: { type: 'other' } } : {}),
    ...(dialect === 'charles' ? {} : { pageref: 'page_1' }),
    request: {
      method: asked.method,
      url,
      httpVersion: dialect === 'chrome' ? 'http/2.0' : 'HTTP/1.1',
      headers: requestHeaders.map(([name, value]) => ({ name, value })),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: asked.body.length,
      ...postDataOf(asked.body, asked.headers['content-type'] ?? '', dialect),
    },
    response: {
      status: answered.status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: responseHeaders.map(([name, value]) => ({ name, value })),
      cookies: [],
      content: contentOf(answered.body, answered.headers.find(([name]) => name === 'content-type')?.[1] ?? '', dialect),
      redirectURL: answered.headers.find(([name]) => name === 'location')?.[1] ?? '',
      headersSize: -1,
      bodySize: answered.body.length,
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  };
}

/** Some programs write several cookies in one header. */
function joined(headers: readonly (readonly [string, string])[], dialect: Dialect): readonly (readonly [string, string])[] {
  if (dialect !== 'safari') return headers;
  const cookies = headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value);
  const rest = headers.filter(([name]) => name !== 'set-cookie');
  return cookies.length === 0 ? rest : [...rest, ['Set-Cookie', cookies.join('\n')]];
}

function postDataOf(body: string, type: string, dialect: Dialect): object {
  if (body === '') return dialect === 'firefox' ? { postData: { mimeType: '', params: [], text: '' } } : {};
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const params = isForm ? [...new URLSearchParams(body)].map(([name, value]) => ({ name, value })) : [];
  if (dialect === 'charles' && isForm) return { postData: { mimeType: type, params } };
  const raw = body.split('&').map((pair) => ({ name: pair.split('=')[0], value: pair.split(/=(.*)/s)[1] ?? '' }));
  const given = dialect === 'chrome' || dialect === 'chrome-sanitized' ? raw : params;
  return { postData: { mimeType: type, text: body, ...(isForm ? { params: given } : {}) } };
}

function contentOf(body: string, type: string, dialect: Dialect): object {
  const content = { size: body.length, mimeType: dialect === 'safari' ? type.split(';')[0] : type };
  if (body === '') return content;
  const isEncoded = dialect === 'charles' || (dialect === 'playwright' && !/html/.test(type));
  return isEncoded ? { ...content, encoding: 'base64', text: Buffer.from(body).toString('base64') } : { ...content, text: body };
}
