// Servers that break the rules of HTTP/1.1, one rule each, for the fault battery. Loopback only.
import { connect, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { TestTarget } from './test-target.ts';

/** What a server does with a connection. */
export type Misdeed = (socket: Socket) => void;

/** Runs `act` when the first bytes of the first request of a connection arrive. */
export function onRequest(act: Misdeed): Misdeed {
  return (socket) => void socket.once('data', () => act(socket));
}

export function say(text: string, then: 'end' | 'reset' | 'stay' = 'end'): Misdeed {
  return onRequest((socket) => {
    socket.write(text, () => {
      if (then === 'end') socket.end();
      // The pause lets the bytes arrive before the reset.
      if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
    });
  });
}

/** Sends `first`, then `again` every few ms without an end. */
export function drip(first: string, again: string): Misdeed {
  return onRequest((socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(again), 20);
    socket.on('close', () => clearInterval(timer));
  });
}

/** Sends `block` as fast as the client reads, without an end. */
export function flood(first: string, block: string): Misdeed {
  return onRequest((socket) => {
    socket.write(first);
    const pour = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on('drain', pour);
    pour();
  });
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** Responds normally to the first request of a connection, and ends the connection as the second one arrives. */
export function race(how: 'closes' | 'resets', afterMs = 0): Misdeed {
  return (socket) => {
    let requests = 0;
    socket.on('data', () => {
      requests += 1;
      if (requests === 1) socket.write(OK);
      else setTimeout(() => (how === 'closes' ? socket.end() : socket.resetAndDestroy()), afterMs);
    });
  };
}

/** Responds to each request of the connection with `text`. */
export function always(text: string): Misdeed {
  return (socket) => void socket.on('data', () => socket.write(text));
}

/** Reads a little of the request and then stops reading. */
export function stopReading(then: 'stay' | 'reset' = 'stay'): Misdeed {
  return onRequest((socket) => {
    socket.pause();
    if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 50);
  });
}

export function refuseBody(): Misdeed {
  return onRequest((socket) => {
    socket.resume();
    socket.write('HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
}

/** A TLS server; `handle` receives the connection once it is encrypted. */
export async function startTlsTarget(options: TlsOptions, handle: Misdeed = () => undefined): Promise<TestTarget> {
  const sockets = new Map<number, Socket>();
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => socket.destroy());
    // A TLS socket cannot reset its connection, but the socket below it can.
    const beneath = sockets.get(socket.remotePort ?? 0);
    handle(Object.assign(socket, { resetAndDestroy: () => beneath?.resetAndDestroy() ?? socket }));
  });
  server.on('connection', (socket: Socket) => {
    sockets.set(socket.remotePort ?? 0, socket);
    socket.on('error', () => socket.destroy());
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://127.0.0.1:${port}/`,
    async close() {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const FROZEN_LISTENER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    // Blocks the thread: the kernel continues to queue connections until the backlog is full, and nobody accepts them.
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
  });
`;
const FILLERS = 8;

/** A port with a full queue of connections, so that the kernel responds to no further attempt. Linux only. */
export async function startFullTarget(): Promise<TestTarget> {
  const worker = new Worker(FROZEN_LISTENER, { eval: true });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const fillers = Array.from({ length: FILLERS }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    async close() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
