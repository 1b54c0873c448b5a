// The URL to which curl sends, from the one in its command: with its query, and without dot segments, user and lists. Pure.
import { lastPartOf } from '../journey/media-type.ts';
import type { CurlReading } from './curl-reading.ts';
import { refuse } from './refusal.ts';
import { shorten } from '../../shorten.ts';

export interface CurlUrl {
  readonly url: string;
  /** "user:password" of the URL, decoded. */
  readonly userInfo: string | null;
}

export function curlUrl({ urls, query, data, isGet, isGlobOff, isPathAsIs, scheme, upload, notes }: CurlReading): CurlUrl {
  const [given] = urls;
  if (given === undefined || given === '') return refuse('This cURL command names no URL.');
  // curl accepts one or three slashes instead of two.
  const text = (isGlobOff ? given : withoutLists(given)).replace(/^(https?):(?:\/|\/{3})(?=[^/])/i, '$1://');
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme.replace(/:\/*$/, '')}://${text}`;
  const [, start = '', userInfo, rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#]*)@)?([^]*)$/i.exec(whole) ?? [];
  const [, host = '', path = '', oldQuery, fragment = ''] = /^([^/?#]*)([^?#]*)(?:\?([^#]*))?(#[^]*)?$/.exec(rest) ?? [];
  const hasData = isGet && data.length > 0;
  if (hasData && query.length > 0) notes.push('--url-query: curl leaves it out where -G puts data into the query.');
  const more = (hasData ? data : query).filter((part) => part !== '');
  const isJoined = more.length > 0;
  const before = isJoined ? oldQuery?.replace(/&$/, '') : oldQuery;
  const parts = [...(before === undefined || (before === '' && isJoined) ? [] : [before]), ...more];
  const search = parts.length === 0 ? '' : `?${parts.join('&')}`;
  const named =
    upload !== undefined && /^$|\/$/.test(path)
      ? `${path === '' ? '/' : path}${encodeURIComponent(lastPartOf(upload).toWellFormed())}`
      : path;
  const target = `${isPathAsIs ? named : withoutDots(named)}${search}`;
  return {
    url: `${start}${host}${target}${isJoined ? '' : fragment}`,
    userInfo: userInfo === undefined ? null : decoded(userInfo),
  };
}

/**
 * curl reads {a,b} and [1-9] as several URLs, unless a backslash precedes them. Braces around one name, as in documentation, are
 * reported as a name.
 */
function withoutLists(given: string): string {
  const unescaped = given.replaceAll(/\\([{}[\]])/g, '$1');
  const bare = given
    .replaceAll(/\\[{}[\]]/g, '')
    .replaceAll(/\{\{[^{}]*\}\}/g, '')
    .replace(/^([a-z]+:\/\/)?([^/?#]*@)?\[[0-9a-f:.%]*\]/i, '');
  const [list] = /\{[^{}]*\}|\[(?:\d+-\d+|[a-z]-[a-z])(?::\d+)?\]/i.exec(bare) ?? [];
  if (list === undefined) return unescaped;
  return refuse(`curl reads ${shorten(list)} as a list of URLs. Write the one URL you mean, or add -g to send it as it is.`);
}

/** RFC 3986, 5.2.4, for literal dots only. */
function withoutDots(path: string): string {
  if (!/(^|\/)\.\.?(\/|$)/.test(path)) return path;
  const segments: string[] = [];
  const given = path.split('/').slice(1);
  for (const [at, segment] of given.entries()) {
    const isLast = at === given.length - 1;
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
    if (isLast && (segment === '.' || segment === '..')) segments.push('');
  }
  return `/${segments.join('/')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
