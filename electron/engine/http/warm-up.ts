// Sends a first request to a closed port before the run's clock starts.
import { createServer } from 'node:net';

/** undici loads and compiles its parser with the first connection. Doing it here keeps that time out of all measured requests. */
export async function warmUp({ requestOnce }: { readonly requestOnce: (origin: string) => Promise<void> }): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address with a port');
  try {
    await requestOnce(`http://127.0.0.1:${address.port}`);
  } finally {
    server.close();
  }
}
