// Turns the network events of all pages into requests with their responses, one for each redirect. Pure.
import { fieldsOf, listOf, numberIn, textOf, type Fields } from '../../../shared/plan/from/imported/parts.ts';
import type { ProtocolEvent } from './devtools-pipe.ts';

export interface ReceivedResponse {
  readonly status: number;
  readonly statusText: string;
  readonly mimeType: string;
  readonly headers: Fields;
  readonly protocol: string;
  readonly isFromCache: boolean;
  /** Nobody vouches for the server's certificate: the person went on although the browser warned. */
  readonly isUntrusted: boolean;
}

export interface Exchange {
  readonly url: string;
  readonly method: string;
  /** The protocol's resource type in lower case: "document", "fetch", "preflight". */
  readonly type: string;
  /** The headers that the browser reports before it sends the request. */
  readonly headers: Fields;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** On the browser's own clock, in seconds. */
  readonly startedTick: number;
  endedTick: number | null;
  body: SentBody | null;
  response: ReceivedResponse | null;
  /** Null while it is unknown whether the following two fields will be reported. */
  hasExtra: boolean | null;
  /** The headers that were really sent and received, including cookies. */
  extraHeaders: Fields | null;
  extraResponse: Fields | null;
  bytes: number;
  content: string | null;
}

/** A body that must be requested before the browser discards it. */
export interface WantedContent {
  readonly of: 'request' | 'response';
  readonly session: string;
  readonly requestId: string;
}

interface Chain {
  readonly hops: Exchange[];
  readonly requestExtras: Fields[];
  readonly responseExtras: Fields[];
}

const MOST_EXCHANGES = 10_000;
const MOST_CONTENT = 2 * 1024 * 1024;
const MOST_CONTENTS = 100 * 1024 * 1024;
/** Resource types from which no value is ever extracted. */
const FILES: ReadonlySet<string> = new Set(['image', 'stylesheet', 'script', 'font', 'media', 'manifest', 'texttrack']);
const TEXT = /^(?:text\/|application\/(?:json|xml|x-www-form-urlencoded|graphql|[\w.-]+\+(?:json|xml)))|^$/i;

export class Exchanges {
  readonly #chains = new Map<string, Chain>();
  readonly #all: Exchange[] = [];
  #contents = 0;

  get isFull(): boolean {
    return this.#all.length >= MOST_EXCHANGES;
  }

  /** In the order in which they were sent. */
  get all(): readonly Exchange[] {
    return this.#all;
  }

  note({ session, method, params }: ProtocolEvent): WantedContent | null {
    const requestId = textOf(params['requestId']);
    if (method === 'Network.requestWillBeSent') return this.#begin(requestId, session, params);
    if (method === 'Network.webSocketCreated') this.#beginSocket(requestId, params);
    const chain = this.#chainOf(requestId, method);
    const hop = chain?.hops.at(-1);
    if (chain === undefined) return null;
    if (method === 'Network.requestWillBeSentExtraInfo') chain.requestExtras.push(fieldsOf(params['headers']));
    if (method === 'Network.responseReceivedExtraInfo') chain.responseExtras.push(params);
    pairExtras(chain);
    if (hop === undefined) return null;
    if (method === 'Network.responseReceived') {
      hop.response ??= responseOf(fieldsOf(params['response']));
      hop.hasExtra ??= params['hasExtraInfo'] === true;
      pairExtras(chain);
    }
    if (method === 'Network.dataReceived') hop.bytes += numberIn(params['dataLength']) ?? 0;
    if (method === 'Network.loadingFailed') hop.endedTick = numberIn(params['timestamp']) ?? hop.startedTick;
    if (method !== 'Network.loadingFinished') return null;
    hop.endedTick = numberIn(params['timestamp']) ?? hop.startedTick;
    return this.#wantsContent(hop) ? { of: 'response', session, requestId } : null;
  }

  noteContent({ of, requestId }: WantedContent, reply: Fields): void {
    const hop = this.#chains.get(requestId)?.hops.at(-1);
    if (hop === undefined) return;
    if (of === 'request') {
      hop.body ??= sentBodyOf({ postData: reply['postData'] });
      return;
    }
    const text = textOf(reply['body']);
    hop.content = reply['base64Encoded'] === true ? Buffer.from(text, 'base64').toString('utf8') : text;
    this.#contents += hop.content.length;
  }

  #begin(requestId: string, session: string, params: Fields): WantedContent | null {
    const request = fieldsOf(params['request']);
    const url = textOf(request['url']);
    const chain = this.#chains.get(requestId) ?? { hops: [], requestExtras: [], responseExtras: [] };
    const last = chain.hops.at(-1);
    if (last !== undefined) {
      // A page in a frame of another site reports its first request twice.
      if (params['redirectResponse'] === undefined) return null;
      last.response ??= responseOf(fieldsOf(params['redirectResponse']));
      last.hasExtra ??= params['redirectHasExtraInfo'] === true;
      last.endedTick = numberIn(params['timestamp']) ?? last.startedTick;
    }
    if (!/^https?:/i.test(url) || this.isFull) return null;
    const body = sentBodyOf(request);
    const hop = exchange(url, textOf(request['method']), textOf(params['type']).toLowerCase(), params, {
      headers: fieldsOf(request['headers']),
      body,
    });
    chain.hops.push(hop);
    this.#chains.set(requestId, chain);
    this.#all.push(hop);
    pairExtras(chain);
    return request['hasPostData'] === true && body === null ? { of: 'request', session, requestId } : null;
  }

  #beginSocket(requestId: string, params: Fields): void {
    if (this.isFull) return;
    const hop = exchange(textOf(params['url']), 'GET', 'websocket', params, { headers: {}, body: null });
    this.#chains.set(requestId, { hops: [hop], requestExtras: [], responseExtras: [] });
    this.#all.push(hop);
  }

  /** The headers that were sent are sometimes reported before the request that they belong to. */
  #chainOf(requestId: string, method: string): Chain | undefined {
    const known = this.#chains.get(requestId);
    if (known !== undefined || method !== 'Network.requestWillBeSentExtraInfo' || this.isFull) return known;
    const chain = { hops: [], requestExtras: [], responseExtras: [] };
    this.#chains.set(requestId, chain);
    return chain;
  }

  #wantsContent({ type, bytes, response }: Exchange): boolean {
    if (FILES.has(type) || response === null || !TEXT.test(response.mimeType)) return false;
    return bytes <= MOST_CONTENT && this.#contents + bytes <= MOST_CONTENTS;
  }
}

export function isFile({ type, url }: Exchange): boolean {
  return FILES.has(type) || /\.(?:ico|png|jpe?g|gif|svg|css|m?js|woff2?)(?:$|[?#])/i.test(url);
}

function exchange(url: string, method: string, type: string, params: Fields, sent: Pick<Exchange, 'headers' | 'body'>): Exchange {
  return {
    url,
    method,
    type,
    ...sent,
    startedAt: (numberIn(params['wallTime']) ?? Date.now() / 1000) * 1000,
    startedTick: numberIn(params['timestamp']) ?? 0,
    endedTick: null,
    response: null,
    hasExtra: null,
    extraHeaders: null,
    extraResponse: null,
    bytes: 0,
    content: null,
  };
}

function responseOf(response: Fields): ReceivedResponse {
  return {
    status: numberIn(response['status']) ?? 0,
    statusText: textOf(response['statusText']),
    mimeType: textOf(response['mimeType']),
    headers: fieldsOf(response['headers']),
    protocol: textOf(response['protocol']),
    isFromCache: response['fromDiskCache'] === true || response['fromPrefetchCache'] === true,
    isUntrusted: /^https:/i.test(textOf(response['url'])) && response['securityState'] === 'insecure',
  };
}

/** They are paired in the order of the hops that have any: a hop from the cache has none. */
function pairExtras({ hops, requestExtras, responseExtras }: Chain): void {
  const having = hops.filter(({ hasExtra }) => hasExtra !== false);
  for (const [at, hop] of having.entries()) {
    hop.extraHeaders = requestExtras[at] ?? null;
    hop.extraResponse = responseExtras[at] ?? null;
  }
}

/** Several values of one name are lines of one text. */
export function headerLines(headers: Fields): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    listOf(textOf(value).split('\n')).map((line) => ({ name, value: textOf(line) })),
  );
}

interface SentBody {
  readonly text: string;
  readonly encoding: 'base64' | null;
}

/** Returns null if there is no body, or if it was too large to be reported with the request. */
function sentBodyOf({ postData, postDataEntries }: Fields): SentBody | null {
  const entries = listOf(postDataEntries).map((entry) => textOf(fieldsOf(entry)['bytes']));
  // The entries do not contain files from the disk.
  const bytes = Buffer.concat(entries.map((entry) => Buffer.from(entry, 'base64')));
  if (bytes.length > 0) return bodyOfBytes(bytes);
  return typeof postData === 'string' && postData !== '' ? { text: postData, encoding: null } : null;
}

function bodyOfBytes(bytes: Buffer): SentBody {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: null };
  } catch {
    return { text: bytes.toString('base64'), encoding: 'base64' };
  }
}
