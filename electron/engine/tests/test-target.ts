// Loopback servers of known behaviour for the engine's tests.
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface TestTarget {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

export async function startHttpTarget(handle: RequestListener): Promise<TestTarget> {
  const server = createHttpServer(handle);
  const target = await listen(server);
  return {
    ...target,
    async close() {
      server.closeAllConnections();
      await target.close();
    },
  };
}

/** A raw server, for bytes that no HTTP library would send. */
export async function startSocketTarget(handle: (socket: Socket) => void): Promise<TestTarget> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    handle(socket);
  });
  const target = await listen(server);
  return {
    ...target,
    async close() {
      for (const socket of sockets) socket.destroy();
      await target.close();
    },
  };
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const target = await startSocketTarget(() => undefined);
  await target.close();
  return target.port;
}

async function listen(server: Server): Promise<TestTarget> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
