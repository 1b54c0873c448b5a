// The leaves of a request: the parts that may contain a value from an earlier response. The same walk reads them and writes names
// into them. Pure.
import { headerPairs, headersOf } from '../../plan-headers.ts';
import type { StepInput } from '../imported/imported.ts';
import { bodyWith } from './body-leaves.ts';
import { filled, urlDecoded, type Leaf, type LeafChange } from './leaf.ts';

/** Headers that browsers set themselves. */
const BROWSER_HEADER =
  /^(?:user-agent|accept(?:-.*)?|content-.*|origin|referer|sec-.*|cookie|host|dnt|cache-control|pragma|priority|upgrade-insecure-requests|x-requested-with|if-modified-since|te|connection|range)$/i;

export function leavesOf(step: StepInput): readonly Leaf[] {
  const leaves: Leaf[] = [];
  stepWith(step, (leaf) => {
    leaves.push(leaf);
    return [];
  });
  return leaves;
}

/** Replaces parts of the step as `change` says. It is called for each leaf, always in the same order. */
export function stepWith(step: StepInput, change: LeafChange): StepInput {
  const url = urlWith(step.url, change);
  const headers = headerPairs(step.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    BROWSER_HEADER.test(name) ? value : headerWith(name, value, change),
  ]);
  const { auth } = step;
  const body = step.body === undefined ? undefined : bodyWith(step.body, change);
  return {
    ...step,
    url,
    ...(step.headers === undefined ? {} : { headers: headersOf(headers) }),
    ...(auth?.type === 'bearer' ? { auth: { ...auth, token: headerWith('authorization', auth.token, change) } } : {}),
    ...(body === undefined ? {} : { body }),
  };
}

/** "Bearer" and similar words are not part of a token. */
function headerWith(field: string, value: string, change: LeafChange): string {
  const scheme = /^(?:Bearer|Token|JWT|ApiKey|Api-Key|Key|OAuth|Session)\s+/i.exec(value)?.[0] ?? '';
  const text = value.slice(scheme.length);
  return scheme + filled(text, change({ place: 'header', field, before: '', text }), String);
}

function urlWith(url: string, change: LeafChange): string {
  const [, origin = '', path = '', query] = /^([a-z]+:\/\/[^/?#]*|\{\{[^{}]*\}\})?([^?]*)(?:\?([^]*))?$/i.exec(url) ?? [];
  let before = '';
  const segments = path.split('/').map((segment) => {
    if (segment === '') return segment;
    const text = urlDecoded(segment);
    const spans = change({ place: 'path', field: '', before, text });
    before = text;
    return spans.length === 0 ? segment : filled(text, spans, text === segment ? String : encoded);
  });
  return `${origin}${segments.join('/')}${query === undefined ? '' : `?${queryWith(query, change)}`}`;
}

function queryWith(query: string, change: LeafChange): string {
  return query
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) return pair;
      const raw = pair.slice(equals + 1);
      const text = urlDecoded(raw.replaceAll('+', ' '));
      const spans = change({ place: 'query', field: urlDecoded(pair.slice(0, equals)), before: '', text });
      if (spans.length === 0) return pair;
      return `${pair.slice(0, equals)}=${filled(text, spans, text === raw ? String : encoded)}`;
    })
    .join('&');
}

/** Half of a surrogate pair cannot be encoded. */
function encoded(constant: string): string {
  return encodeURIComponent(constant.toWellFormed());
}
