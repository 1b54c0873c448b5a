// Servers under load: they respond after a known delay, fail on demand, and count the requests that reach them.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Target extends AsyncDisposable {
  readonly url: string;
  /** Requests that have arrived. */
  readonly received: () => number;
  /** The path of each request, in the order of arrival. */
  readonly paths: () => readonly string[];
  readonly authorizations: () => readonly (string | undefined)[];
  /** Requests without a response yet: the current and the highest number. */
  readonly inFlight: () => number;
  readonly mostAtOnce: () => number;
}

export interface TargetOptions {
  /** The delay of every request, or of the n-th. */
  readonly delayMs?: number | ((request: number) => number);
  /** Every n-th request gets a 500. */
  readonly failEvery?: number;
  /** The n-th request gets its response this much later. */
  readonly slow?: { readonly request: number; readonly delayMs: number };
}

export async function startTarget({ delayMs = 0, failEvery = Infinity, slow }: TargetOptions = {}): Promise<Target> {
  let received = 0;
  let inFlight = 0;
  let most = 0;
  const paths: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = await listen((request, response) => {
    received += 1;
    paths.push(request.url ?? '');
    authorizations.push(request.headers.authorization);
    inFlight += 1;
    most = Math.max(most, inFlight);
    response.on('close', () => (inFlight -= 1));
    const status = received % failEvery === 0 ? 500 : 200;
    // A secret that must not be stored.
    const cookie = status === 500 ? { 'set-cookie': 'session=s3cr3t' } : {};
    request.resume();
    const answer = () => response.writeHead(status, { 'content-type': 'text/plain', ...cookie }).end('hello');
    const waitMs = received === slow?.request ? slow.delayMs : typeof delayMs === 'number' ? delayMs : delayMs(received);
    if (waitMs === 0) answer();
    else setTimeout(answer, waitMs);
  });
  return {
    url: addressOf(server),
    received: () => received,
    paths: () => paths,
    authorizations: () => authorizations,
    inFlight: () => inFlight,
    mostAtOnce: () => most,
    [Symbol.asyncDispose]: () => close(server),
  };
}

/** An address on which nothing listens. */
export async function refusedUrl(): Promise<string> {
  const server = await listen(() => undefined);
  const url = addressOf(server);
  await close(server);
  return url;
}

function listen(handle: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handle);
    server.on('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  });
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
