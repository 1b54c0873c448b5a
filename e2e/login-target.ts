// A server with a login: each token is new, and without a valid one every response is 401.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface LoginTarget extends AsyncDisposable {
  /** Returns a HAR of a browser that logged in and opened its account. */
  readonly recording: () => string;
  /** The number of requests that had no valid token. */
  readonly refused: () => number;
}

export async function startLogin(): Promise<LoginTarget> {
  const tokens = new Set<string>();
  let refused = 0;
  const server = createServer((request, response) => {
    if (request.url === '/login') {
      const token = randomUUID();
      tokens.add(token);
      return response.setHeader('content-type', 'application/json').end(JSON.stringify({ token }));
    }
    const isKnown = tokens.has(request.headers['x-session'] === undefined ? '' : String(request.headers['x-session']));
    if (!isKnown) refused += 1;
    return response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end('{"name":"Ada"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    recording: () => recordingOf(`http://127.0.0.1:${port}`),
    refused: () => refused,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function recordingOf(origin: string): string {
  const token = '11111111-2222-4333-8444-555555555555';
  const entry = (method: string, path: string, headers: readonly unknown[], body: unknown): unknown => ({
    startedDateTime: '2026-01-01T00:00:00Z',
    time: 5,
    request: { method, url: origin + path, headers },
    response: { status: 200, headers: [], content: { mimeType: 'application/json', text: JSON.stringify(body) } },
  });
  const entries = [
    entry('POST', '/login', [], { token }),
    entry('GET', '/me', [{ name: 'X-Session', value: token }], { name: 'Ada' }),
  ];
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'Chrome' }, entries } });
}
