// Which requests of a recording are not selected by default: those that are not part of what a person did on the site. Pure.
import type { LeftAside } from '../imported/imported.ts';
import { addressOf } from '../imported/address.ts';
import type { HarEntry } from './har-entry.ts';

const STATIC_RESOURCES: ReadonlySet<string> = new Set([
  'image',
  'stylesheet',
  'script',
  'font',
  'media',
  'manifest',
  'texttrack',
]);
const STATIC_TYPE =
  /^(?:image\/|font\/|audio\/|video\/|text\/css|(?:application|text)\/(?:x-)?(?:java|ecma)script|application\/(?:font|x-font|vnd\.ms-fontobject|wasm|manifest\+json))/;
const STATIC_PATH = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|css|m?js|map|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wasm|webmanifest)$/i;
const TELEMETRY =
  /(?:^|\.)(?:google-analytics|googletagmanager|doubleclick|googlesyndication|hotjar|segment|mixpanel|amplitude|sentry|newrelic|nr-data|datadoghq|fullstory|clarity|bugsnag|matomo|plausible|heapanalytics|intercom|optimizely|scorecardresearch|chartbeat|go-mpulse|cloudflareinsights)\.[a-z.]+$|^(?:stats|analytics|telemetry|metrics|rum|beacon)\./i;

/** `sites` are those that the recording is about. */
export function leftAside(entry: HarEntry, sites: ReadonlySet<string>): LeftAside | null {
  const { address, method, headers, resource, responseType } = entry;
  if (resource === 'ping' || resource === 'beacon' || resource === 'csp-violation-report') return 'telemetry';
  if (TELEMETRY.test(address.hostname)) return 'telemetry';
  if (resource === 'preflight' || (method === 'OPTIONS' && hasHeader(headers, 'access-control-request-method')))
    return 'preflight';
  if (!sites.has(siteOf(address.hostname))) return 'third-party';
  if (resource === 'eventsource' || responseType.startsWith('text/event-stream')) return 'stream';
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && isStatic(entry) ? 'static' : null;
}

function isStatic({ address, resource, responseType }: HarEntry): boolean {
  if (resource === 'xhr' || resource === 'fetch' || resource === 'document') return false;
  return STATIC_RESOURCES.has(resource) || STATIC_TYPE.test(responseType) || STATIC_PATH.test(address.path);
}

function hasHeader(headers: HarEntry['headers'], wanted: string): boolean {
  return headers.some(([name]) => name.toLowerCase() === wanted);
}

/**
 * The site to which several host names belong. An IP address, a single-word name and a two-part ending such as co.uk are kept
 * whole.
 */
function siteOf(hostname: string): string {
  if (/^[\d.]+$|:/.test(hostname)) return hostname;
  const labels = hostname.split('.');
  const last = labels.at(-1) ?? '';
  const isDouble = last.length === 2 && /^(?:com?|ac|gov|org|net|edu|ne|or|go)$/.test(labels.at(-2) ?? '');
  return labels.slice(isDouble ? -3 : -2).join('.');
}

/**
 * The main site, the sites to which it redirects for a login and back, and those whose services its pages call with that login.
 */
export function sitesOf(entries: readonly HarEntry[]): ReadonlySet<string> {
  const main = mainSite(entries);
  const sites = new Set([main]);
  for (const entry of entries) {
    const own = siteOf(entry.address.hostname);
    if (TELEMETRY.test(entry.address.hostname)) continue;
    const next = redirectSite(entry);
    if (own === main && next !== null && !TELEMETRY.test(next)) sites.add(next);
    if (next === main || isServiceOfPerson(entry)) sites.add(own);
  }
  return sites;
}

function redirectSite({ status, responseHeaders, resource }: HarEntry): string | null {
  if (status === null || status < 301 || status > 308 || /^(?:image|script|stylesheet|font)$/.test(resource)) return null;
  const location = responseHeaders.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  const host = addressOf(location)?.hostname;
  return host === undefined ? null : siteOf(host);
}

/** A token is only sent after a login, and only a login returns one. */
function isServiceOfPerson({ headers, resource, responseType, method }: HarEntry): boolean {
  if (!/^(?:xhr|fetch|)$/.test(resource) || !/json/.test(responseType)) return false;
  return hasHeader(headers, 'authorization') && method !== 'OPTIONS';
}

/** The site of the first page; without pages, that of the most requests. */
function mainSite(entries: readonly HarEntry[]): string {
  const page = entries.find(({ resource, responseType }) => resource === 'document' || responseType.startsWith('text/html'));
  if (page !== undefined && !TELEMETRY.test(page.address.hostname)) return siteOf(page.address.hostname);
  const counts = new Map<string, number>();
  for (const { address } of entries) counts.set(siteOf(address.hostname), (counts.get(siteOf(address.hostname)) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}
