// A server that behaves like a real one, for the screenshots: a fast and a slow path, some failures, and one short stall.
import { createServer } from 'node:http';

/** From this request on it sends no response for a second. */
const STALL_AT = 3000;
const STALL_MS = 1000;

export interface SampleShop extends AsyncDisposable {
  readonly url: string;
}

export async function startSampleShop(): Promise<SampleShop> {
  let count = 0;
  let stallsUntil = 0;
  const server = createServer((_request, response) => {
    count += 1;
    if (count === STALL_AT) stallsUntil = performance.now() + STALL_MS;
    const stall = Math.max(0, stallsUntil - performance.now());
    const fails = count % 400 === 0;
    setTimeout(
      () => response.writeHead(fails ? 503 : 200, { 'content-type': 'application/json' }).end(PRODUCTS),
      delayOf(count) + stall,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sample shop has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/products`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PRODUCTS = JSON.stringify(Array.from({ length: 40 }, (_, id) => ({ id, name: `Product ${id}`, price: 995 + id })));

/**
 * Two modes and a tail: 80 % at about 12 ms, 20 % at about 70 ms, and every 200th far slower. The order is fixed, so that
 * pictures can be compared.
 */
function delayOf(count: number): number {
  const spread = -Math.log(((count * 0.618_034) % 1) + 0.001);
  if (count % 200 === 0) return 300 + 100 * spread;
  return count % 5 === 0 ? 60 + 15 * spread : 9 + 4 * spread;
}
