// Servers that read an upload in a known way, in the thread and on the clock of the client, so that what it measured can be held
// against what they saw.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { ClientKind } from './open-client.ts';
import { startTlsTarget } from '../tests/test-adversary.ts';
import { KEY, SELF_SIGNED } from '../tests/test-certificates.ts';
import { startHttp2Target } from '../tests/test-h2-adversary.ts';
import { startSocketTarget, type TestTarget } from '../tests/test-target.ts';

/** What a server does with an upload; `respond` sends a whole response without a body. */
export type Serve = (stream: Duplex, respond: (status: number) => void) => void;

const LINES: Readonly<Record<number, string>> = { 200: '200 OK', 413: '413 Payload Too Large' };

function speaking(serve: Serve) {
  return (socket: Duplex): void =>
    serve(socket, (status) => void socket.write(`HTTP/1.1 ${LINES[status]}\r\ncontent-length: 0\r\n\r\n`));
}

/** How an upload travels, and how many of its bytes the systems hold at most between client and server. */
export interface Way {
  readonly kind: ClientKind;
  readonly start: (serve: Serve) => Promise<TestTarget>;
  readonly heldBytes: number;
  readonly isProxied?: boolean;
}

/** The largest buffers for sending and receiving that Linux usually gives to a connection. */
const SOCKET_BUFFERS = 10_500_000;
const WINDOWS = 2 * 65_536;
const IDENTITY = { key: KEY, cert: SELF_SIGNED };

export const WAYS: Readonly<Record<string, Way>> = {
  'plain HTTP': { kind: 'http1', start: (serve) => startSocketTarget(speaking(serve)), heldBytes: SOCKET_BUFFERS },
  TLS: { kind: 'http1', start: (serve) => startTlsTarget(IDENTITY, speaking(serve)), heldBytes: SOCKET_BUFFERS },
  'HTTP/2': {
    kind: 'http2',
    start: (serve) =>
      startHttp2Target((stream) => serve(stream, (status) => stream.respond({ ':status': status }, { endStream: true }))),
    heldBytes: WINDOWS,
  },
  'a proxy': { kind: 'undici', start: (serve) => startSocketTarget(speaking(serve)), heldBytes: SOCKET_BUFFERS, isProxied: true },
  'a tunnel': {
    kind: 'undici',
    start: (serve) => startTunnel(speaking(serve)),
    heldBytes: SOCKET_BUFFERS,
    isProxied: true,
  },
};

/** The proxy and the server behind it in one, so that nothing is held between them. */
async function startTunnel(handle: (socket: Duplex) => void): Promise<TestTarget> {
  const target = await startSocketTarget((socket) =>
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      handle(new TLSSocket(socket, { isServer: true, ...IDENTITY }).on('error', () => socket.destroy()));
    }),
  );
  return { ...target, url: target.url.replace('http:', 'https:') };
}

/** Times are those of `performance.now`. */
export class SeenUpload {
  /** When the first bytes were read. */
  beganAt = Number.NaN;
  respondedAt = Number.NaN;
  /** Of the head and the body. */
  bytes = 0;
  headBytes = 0;
  readonly #reads: { readonly at: number; readonly bytes: number }[] = [];
  readonly #delay = monitorEventLoopDelay({ resolution: 1 });

  constructor() {
    this.#delay.enable();
  }

  /** How much later than it happened either side may have noticed something, in ms: the most that this thread was late, twice. */
  end(): number {
    this.#delay.disable();
    return (2 * this.#delay.max) / 1e6;
  }

  note(data: Buffer): void {
    const at = performance.now();
    if (this.bytes === 0) {
      this.beganAt = at;
      this.headBytes = data.indexOf('\r\n\r\n') + 4;
      // A stream of HTTP/2 has no head in its bytes.
      if (this.headBytes === 3) this.headBytes = 0;
    }
    this.bytes += data.length;
    this.#reads.push({ at, bytes: this.bytes });
  }

  /** When that many bytes had been read; NaN for more than were read. */
  readAt(bytes: number): number {
    return this.#reads.find((read) => read.bytes >= bytes)?.at ?? Number.NaN;
  }
}

/** Reads the first bytes, pauses, reads all others, and responds with 200. */
export function pausing(seen: SeenUpload, bodyBytes: number, pauseMs: number): Serve {
  return (stream, respond) => {
    stream.once('data', () => {
      stream.pause();
      setTimeout(() => stream.resume(), pauseMs);
    });
    stream.on('data', (data: Buffer) => {
      seen.note(data);
      if (seen.bytes < seen.headBytes + bodyBytes) return;
      seen.respondedAt = performance.now();
      respond(200);
    });
  };
}

/** Reads the first bytes and no more, and refuses the rest with 413 after a while. */
export function refusing(seen: SeenUpload, afterMs: number): Serve {
  return (stream, respond) => {
    stream.once('data', (data: Buffer) => {
      seen.note(data);
      stream.pause();
      setTimeout(() => {
        seen.respondedAt = performance.now();
        respond(413);
      }, afterMs);
    });
  };
}
