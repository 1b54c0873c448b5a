// An HTTP/2 server that lives through a soak: it responds, or misbehaves towards everything that is in flight. Loopback only.
import { constants, createServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';

export type Behaviour = 'respond' | 'reset' | 'goaway' | 'break' | 'silent';

export interface SoakCounts {
  readonly sessions: number;
  readonly openSessions: number;
  readonly openStreams: number;
  readonly lastStream: number;
  readonly goaways: number;
  readonly resets: number;
  readonly requests: number;
}

export interface SoakServer {
  readonly url: string;
  behave(how: Behaviour): void;
  /** Changes the settings of all connections. */
  offer(mostStreams: number, initialWindow: number): void;
  ping(): void;
  counts(): SoakCounts;
  close(): Promise<void>;
}

const CODES = [
  constants.NGHTTP2_INTERNAL_ERROR,
  constants.NGHTTP2_REFUSED_STREAM,
  constants.NGHTTP2_CANCEL,
  constants.NGHTTP2_ENHANCE_YOUR_CALM,
];
const SIZES = [0, 2, 700, 9000, 40_000];
const BODY = Buffer.alloc(Math.max(...SIZES), 'r');

export async function startSoakServer(): Promise<SoakServer> {
  const server = createServer();
  const open = new Set<Http2Session>();
  const counts = { sessions: 0, openStreams: 0, lastStream: 0, goaways: 0, resets: 0, requests: 0 };
  let behaviour: Behaviour = 'respond';
  server.on('session', (session) => {
    counts.sessions += 1;
    open.add(session.on('error', () => undefined).on('close', () => open.delete(session)));
  });
  server.on('stream', (stream) => {
    counts.openStreams += 1;
    counts.requests += 1;
    counts.lastStream = Math.max(counts.lastStream, stream.id ?? 0);
    stream.on('error', () => undefined).on('close', () => (counts.openStreams -= 1));
    act(stream);
  });
  const act = (stream: ServerHttp2Stream): void => {
    const { session } = stream;
    if (behaviour === 'reset') {
      counts.resets += 1;
      return stream.close(CODES[counts.requests % CODES.length]);
    }
    if (behaviour === 'break') return session?.destroy();
    stream.resume();
    if (behaviour === 'silent') return undefined;
    if (behaviour === 'goaway' && session?.closed === false) {
      counts.goaways += 1;
      session.close();
    }
    const size = SIZES[counts.requests % SIZES.length] ?? 0;
    stream.on('end', () => {
      if (stream.destroyed) return;
      stream.respond({ ':status': 200, 'x-count': String(counts.requests) });
      stream.end(BODY.subarray(0, size));
    });
    return undefined;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    behave: (how) => (behaviour = how),
    offer(maxConcurrentStreams, initialWindowSize) {
      for (const session of open) if (!session.closed) session.settings({ maxConcurrentStreams, initialWindowSize });
    },
    ping() {
      for (const session of open) if (!session.closed) session.ping(() => undefined);
    },
    counts: () => ({ ...counts, openSessions: open.size }),
    async close() {
      for (const session of open) session.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
