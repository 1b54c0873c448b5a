// Which client speaks for a request: our own for HTTP/1.1, undici for HTTP/2, for what is agreed on by TLS, and for proxies.
import type { ClientContext, HttpClient, HttpClientListener } from './http-client.ts';
import { Http1Client } from './http1/http1-client.ts';
import { isPlainRequest } from './http1/request-bytes.ts';
import type { RequestTemplate } from './request-template.ts';
import { UndiciClient } from './undici-client.ts';

export type ClientKind = 'http1' | 'undici';

export function clientKindOf(
  template: RequestTemplate,
  { http, connector }: Pick<ClientContext, 'http' | 'connector'>,
): ClientKind {
  // Over http:// there is nothing to agree on: "auto" is HTTP/1.1.
  const isHttp1 = http.version === '1.1' || (http.version === 'auto' && !template.secure);
  return isHttp1 && connector.proxy === null && isPlainRequest(template) ? 'http1' : 'undici';
}

export function openClient(
  kind: ClientKind,
  template: RequestTemplate,
  context: ClientContext,
  listener: HttpClientListener,
): HttpClient {
  return kind === 'http1' ? new Http1Client(template, context, listener) : new UndiciClient(template, context, listener);
}

/** The clients of all virtual users of one thread. */
export class HttpClients {
  readonly #context: Omit<ClientContext, 'slot'>;

  constructor(context: Omit<ClientContext, 'slot'>) {
    this.#context = context;
  }

  /** Requests with the same key can share a client: the same kind of it, to the same origin. */
  keyOf(request: RequestTemplate): string {
    return `${clientKindOf(request, this.#context)} ${request.origin}`;
  }

  open(request: RequestTemplate, slot: number, listener: HttpClientListener): HttpClient {
    return openClient(clientKindOf(request, this.#context), request, { ...this.#context, slot }, listener);
  }
}
