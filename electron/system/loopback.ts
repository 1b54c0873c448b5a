// Listening on an address that only this computer can reach.
import type { Server } from 'node:net';
import { UserError } from '../../shared/errors.ts';

export const LOOPBACK = '127.0.0.1';

/** `port` 0 chooses a free one. Resolves to the port. @throws UserError port_in_use */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => reject(new UserError('port_in_use', sentence(port, error))));
  server.listen(port, LOOPBACK, resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address with a port');
  return address.port;
}

function sentence(port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return `Port ${port} is already in use. Choose another one with --port.`;
  return `Port ${port} cannot be opened (${code ?? message}). Choose another one with --port.`;
}
