// A server that requires a key before the run, a login of each user, the token of a form and a cart: what a journey has to carry
// along.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface JourneyTarget extends AsyncDisposable {
  readonly url: string;
  /** Requests that succeeded, by path: "POST /orders". */
  readonly served: () => Readonly<Record<string, number>>;
  /** Requests that lacked something required. */
  readonly refused: () => number;
}

const CSRF = 'b7f0c19a';
const PAGE = `<!doctype html><html lang="en"><head><title>Shop</title></head><body><h1>Your cart</h1><form action="/orders">
<input type="hidden" name="csrf" value="${CSRF}"><button>Order</button></form></body></html>`;

export async function startJourneyTarget(key: string): Promise<JourneyTarget> {
  const served: Record<string, number> = {};
  let refused = 0;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/carts\/[\w-]+/, '/carts');
    const reply = replyTo(path, request, key);
    const what = `${request.method ?? ''} ${path}`;
    if (reply.status < 400) served[what] = (served[what] ?? 0) + 1;
    else refused += 1;
    request.resume();
    send(response, reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    served: () => served,
    refused: () => refused,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}

function replyTo(path: string, { headers }: IncomingMessage, key: string): Reply {
  const json = (status: number, value: unknown): Reply => ({ status, body: JSON.stringify(value), type: 'application/json' });
  const isKnown = headers.authorization === 'Bearer t0ken';
  switch (path) {
    case '/reset':
      return json(headers['x-key'] === key ? 200 : 403, {});
    case '/login':
      return json(200, { token: 't0ken' });
    case '/form':
      return { status: 200, body: PAGE, type: 'text/html' };
    case '/carts':
      return json(isKnown ? 201 : 401, { id: 'c42', items: [1, 2] });
    default:
      return json(isKnown && path === '/orders/c42' && headers['x-csrf'] === CSRF ? 201 : 403, { state: 'paid' });
  }
}

function send(response: ServerResponse, { status, body, type }: Reply): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
