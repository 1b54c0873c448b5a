// HTTP/2 servers that break its rules, one rule each, for the fault battery. Loopback only.
import { createSecureServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { startTlsTarget, type Misdeed } from './test-adversary.ts';
import type { TestTarget } from './test-target.ts';

/** What a server does with the first request. */
export type StreamMisdeed = (stream: ServerHttp2Stream) => void;

export async function startHttp2Target(handle: StreamMisdeed): Promise<TestTarget> {
  const sockets = new Set<Socket>();
  const server = createSecureServer({ key: KEY, cert: SELF_SIGNED });
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => socket.destroy())));
  server.on('session', (session: Http2Session) => session.on('error', () => undefined));
  server.on('sessionError', () => undefined);
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    handle(stream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://127.0.0.1:${port}/`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Agrees on HTTP/2 and then sends raw bytes. */
export function startRawHttp2Target(handle: Misdeed): Promise<TestTarget> {
  return startTlsTarget({ key: KEY, cert: SELF_SIGNED, ALPNProtocols: ['h2'] }, handle);
}

const RST_STREAM = 3;
const SETTINGS = 4;
const HEADERS = 1;
const DATA = 0;
const END_HEADERS = 4;

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** `:status: 200` and `content-length: 100`, in HPACK. */
const OK_OF_100 = Buffer.from([0x88, 0x0f, 0x0d, 0x03, 0x31, 0x30, 0x30]);

/** Sends part of the announced body, then resets the stream with NO_ERROR, as if all were well. */
export const resetInBody: Misdeed = (socket) => {
  socket.once('data', () => {
    const parts = [
      frame(SETTINGS, 0, 0, Buffer.alloc(0)),
      frame(HEADERS, END_HEADERS, 1, OK_OF_100),
      frame(DATA, 0, 1, Buffer.from('half')),
      frame(RST_STREAM, 0, 1, Buffer.alloc(4)),
    ];
    socket.write(Buffer.concat(parts));
  });
};
