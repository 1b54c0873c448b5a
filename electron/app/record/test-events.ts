// Events of the protocol as Chromium reports them, shortened, for tests. Imported by tests only.
import type { ProtocolEvent } from './devtools-pipe.ts';

const PAGE = 'PAGE1';
/** 2026-03-01T10:00:00Z */
export const BEGAN_AT = 1_772_359_200_000;

type Params = Readonly<Record<string, unknown>>;

export function event(method: string, params: Params, session = 'S1'): ProtocolEvent {
  return { session, method, params };
}

export function attached(targetId = PAGE, openerId?: string): ProtocolEvent {
  const targetInfo = { type: 'page', targetId, ...(openerId === undefined ? {} : { openerId }) };
  return event('Target.attachedToTarget', { sessionId: `of ${targetId}`, targetInfo }, '');
}

export function done(kind: string, name: string, ms: number): ProtocolEvent {
  return noted({ kind, name, at: BEGAN_AT + ms });
}

export function noted(note: object): ProtocolEvent {
  return event('Runtime.bindingCalled', { name: 'onrushNote', payload: JSON.stringify(note) });
}

export interface Sent {
  readonly id: string;
  readonly url: string;
  readonly ms: number;
  readonly type?: string;
  readonly method?: string;
  readonly frame?: string;
  readonly headers?: Params;
  readonly post?: Params;
  readonly redirect?: Params;
}

export function sent({
  id,
  url,
  ms,
  type = 'Fetch',
  method = 'GET',
  frame = PAGE,
  headers = {},
  post = {},
  redirect = {},
}: Sent) {
  return event('Network.requestWillBeSent', {
    requestId: id,
    request: { url, method, headers, ...post },
    wallTime: (BEGAN_AT + ms) / 1000,
    timestamp: 50 + ms / 1000,
    type,
    frameId: frame,
    ...redirect,
  });
}

export function sentExtra(id: string, headers: Params): ProtocolEvent {
  return event('Network.requestWillBeSentExtraInfo', { requestId: id, headers });
}

export function receivedExtra(id: string, statusCode: number, headers: Params): ProtocolEvent {
  return event('Network.responseReceivedExtraInfo', { requestId: id, statusCode, headers });
}

export function received(id: string, status: number, mimeType = 'application/json', more: Params = {}): ProtocolEvent {
  const response = { status, mimeType, headers: { 'content-type': mimeType }, protocol: 'h2', ...more };
  return event('Network.responseReceived', { requestId: id, response, hasExtraInfo: more['fromDiskCache'] !== true });
}

export function finished(id: string, ms: number): ProtocolEvent {
  return event('Network.loadingFinished', { requestId: id, timestamp: 50 + ms / 1000 });
}

export function failed(id: string, ms: number): ProtocolEvent {
  return event('Network.loadingFailed', { requestId: id, timestamp: 50 + ms / 1000, errorText: 'net::ERR_FAILED' });
}
