// The two servers of the talk: both stream ten lines, one every 0.1 s; one serves requests concurrently, the other strictly one
// at a time. A small shop runs alongside them. Loopback only.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listenOnLoopback } from '../system/loopback.ts';
import { Shop, SHOP_PATH } from './shop-server.ts';

const LINES = 10;
const LINE_MS = 100;
/** A handler works a little before its first line: with that, a response takes 1.05 s, as in the talk. */
const PREPARE_MS = 45;

export interface DemoTargets {
  readonly port: number;
  readonly asyncUrl: string;
  readonly blockingUrl: string;
  /** The journey through the shop, as a plan. */
  readonly shopPlanUrl: string;
  close(): Promise<void>;
}

/** `port` 0 chooses a free one. @throws UserError port_in_use */
export async function startDemoTargets(port = 0): Promise<DemoTargets> {
  const stopping = new AbortController();
  const server = process.getBuiltinModule('node:http').createServer(handlerFor(stopping.signal));
  const bound = await listenOnLoopback(server, port);
  const origin = `http://127.0.0.1:${bound}`;
  return {
    port: bound,
    asyncUrl: `${origin}/async.csv`,
    blockingUrl: `${origin}/blocking.csv`,
    shopPlanUrl: `${origin}${SHOP_PATH}/plan.json`,
    async close() {
      stopping.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function handlerFor(stopping: AbortSignal): (request: IncomingMessage, response: ServerResponse) => void {
  /** Resolves when the last blocking response has ended. */
  let turn: Promise<void> = Promise.resolve();
  const shop = new Shop();
  return (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/async.csv' || path === '/large.csv') void streamLines(response, stopping);
    else if (path === '/blocking.csv') turn = turn.then(() => streamLines(response, stopping));
    else if (path?.startsWith(`${SHOP_PATH}/`) === true) shop.handle(request, response);
    else
      response
        .writeHead(404, { 'content-type': 'text/plain' })
        .end('There is /async.csv, /large.csv, /blocking.csv and /shop/plan.json\n');
  };
}

/** Returns at once when the client has disconnected. */
async function streamLines(response: ServerResponse, stopping: AbortSignal): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (response.destroyed) return;
  const signal = AbortSignal.any([gone.signal, stopping]);
  try {
    response.writeHead(200, { 'content-type': 'text/csv', 'cache-control': 'no-store' });
    const preparedAt = performance.now() + PREPARE_MS;
    for (let line = 1; line <= LINES; line += 1) {
      // Waits by the clock, so that late timers do not add up.
      await wait(Math.max(0, preparedAt + line * LINE_MS - performance.now()), undefined, { signal });
      response.write(`${line},${new Date().toISOString()}\r\n`);
    }
    response.end();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
