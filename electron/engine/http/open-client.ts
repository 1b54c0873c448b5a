// Chooses the client for a request: our own for HTTP/1.1 and HTTP/2, undici for proxies and unusual requests.
import { LazyModule } from '../../../shared/lazy-module.ts';
import type { ClientContext, HttpClient, HttpClientListener } from './http-client.ts';
import { Http1Client } from './http1/http1-client.ts';
import { Http2Client } from './http2/http2-client.ts';
import { KnownHeads } from './http1/known-head.ts';
import { SharedConnections } from './http2/shared-connections.ts';
import { SharedHttp2Client } from './http2/shared-http2-client.ts';
import { isPlainRequest } from './http1/request-bytes.ts';
import type { HandOver } from './opened-connection.ts';
import type { RequestTemplate } from './request-template.ts';
import type { OwnVersion } from './tls-connections.ts';

/** Few plans need undici, so it is only loaded and warmed up for those that do. */
export const UNDICI = new LazyModule(() => import('./undici-client.ts'));

/** 'agreed' means that the server chooses one of our own clients with each new connection. */
export type ClientKind = 'http1' | 'http2' | 'agreed' | 'undici';

export function clientKindOf(
  template: RequestTemplate,
  { http, connector }: Pick<ClientContext, 'http' | 'connector'>,
): ClientKind {
  if (connector.proxy !== null || !(template.isPlain ?? isPlainRequest(template))) return 'undici';
  if (http.version === '2') return 'http2';
  // Over http:// there is no negotiation: "auto" means HTTP/1.1.
  return http.version === '1.1' || !template.secure ? 'http1' : 'agreed';
}

export function openClient(
  kind: ClientKind,
  template: RequestTemplate,
  context: ClientContext,
  listener: HttpClientListener,
): HttpClient {
  switch (kind) {
    case 'http1':
      return new Http1Client(template, context, listener);
    case 'http2':
      return new Http2Client(template, context, listener);
    case 'agreed':
      return openAgreed('h2', template, context, listener);
    case 'undici':
      return new UNDICI.loaded.UndiciClient(template, context, listener);
  }
}

/** `version` is the one that the server is expected to choose. */
function openAgreed(
  version: OwnVersion,
  template: RequestTemplate,
  context: ClientContext,
  listener: HttpClientListener,
): Http1Client | Http2Client {
  const handOver: HandOver = (chosen, opened) => {
    const successor = openAgreed(chosen, opened.template, context, listener);
    listener.handleSuccessor(successor);
    successor.takeOver(opened);
  };
  const Client = version === 'h2' ? Http2Client : Http1Client;
  return new Client(template, context, listener, handOver);
}

/** Opens the clients of all virtual users of one thread. */
export class HttpClients {
  readonly #context: ClientContext;
  readonly #shared: SharedConnections | null;

  /** `connections` is how many connections to each server the users of the thread share; null if each user has its own. */
  constructor(context: Omit<ClientContext, 'heads'>, connections: number | null = null) {
    this.#context = { ...context, heads: new KnownHeads() };
    this.#shared = connections === null ? null : new SharedConnections(connections);
  }

  /** Requests with the same key can share a client, because they need the same kind of client and go to the same origin. */
  keyOf(request: RequestTemplate): string {
    return `${clientKindOf(request, this.#context)} ${request.origin}`;
  }

  open(request: RequestTemplate, listener: HttpClientListener): HttpClient {
    const context = this.#context;
    const kind = clientKindOf(request, context);
    if (kind === 'http2' && this.#shared !== null)
      return new SharedHttp2Client(request, context, listener, this.#shared.to(request.origin));
    return openClient(kind, request, context, listener);
  }
}
