// Exchanges one request for given bytes in given pieces and then ends the connection from the server's side. It works with either
// client.
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FailureResponse } from '../../../../shared/failure-example.ts';
import { ms } from '../../../../shared/units.ts';
import { Connector } from '../connector.ts';
import { Deadlines } from '../../time/deadlines.ts';
import type { Fault } from '../../faults/fault-context.ts';
import type { HttpClient } from '../http-client.ts';
import { openClient, UNDICI, type ClientKind } from '../open-client.ts';
import { KnownHeads } from './known-head.ts';
import type { Reach } from '../reach.ts';
import { placeOf, type RequestTemplate } from '../request-template.ts';
import { startTlsTarget } from '../../tests/test-adversary.ts';
import { KEY, SELF_SIGNED } from '../../tests/test-certificates.ts';
import { startSocketTarget } from '../../tests/test-target.ts';

/** The wait for a client that leaves the connection open: whatever follows has arrived by then. */
const LONGEST_END_MS = 500;

export interface Heard {
  readonly outcome: string;
  readonly message: string;
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly location: string | null;
  readonly retryAfter: string | null;
  readonly response: FailureResponse | null;
  /** The part of the response that was kept, as latin1. */
  readonly body: string;
  /** The request as the server saw it. */
  readonly request: string;
}

export interface Wire {
  /** "tls" is the engine's own client over TLS. */
  exchange(kind: ClientKind | 'tls', request: Partial<RequestTemplate>, pieces: readonly Buffer[]): Promise<Heard>;
  close(): Promise<void>;
}

export async function openWire(): Promise<Wire> {
  let pieces: readonly Buffer[] = [];
  let asked = '';
  let closed = Promise.resolve();
  const serve = (socket: Socket): void => {
    socket.setNoDelay(true);
    closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('data', (data) => (asked += data.toString('latin1')));
    socket.once('data', () => void respond(socket, pieces));
  };
  const target = await startSocketTarget(serve);
  const encrypted = await startTlsTarget({ key: KEY, cert: SELF_SIGNED }, serve);
  return {
    async exchange(kind, request, responsePieces) {
      pieces = responsePieces;
      asked = '';
      const { url, port } = kind === 'tls' ? encrypted : target;
      const heard = await send(kind === 'tls' ? 'http1' : kind, { ...templateFor(url), ...request }, { hasEnded: () => closed });
      return { ...heard, request: asked.replace(String(port), (digits) => '#'.repeat(digits.length)) };
    },
    async close() {
      await Promise.all([target.close(), encrypted.close()]);
    },
  };
}

async function respond(socket: Socket, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    await new Promise((resolve) => socket.write(piece, resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
  socket.end();
}

function bodyOf(client: HttpClient): string {
  return client.captured()?.body.toString('latin1') ?? '';
}

export function templateFor(url: string): RequestTemplate {
  return { step: 0, ...placeOf(new URL(url)), method: 'GET', headers: ['user-agent', 'test'], body: null, isShared: true };
}

interface SendOptions {
  /** Tells the connector which hosts it may reach. */
  readonly mayReach?: Reach;
  /** Resolves once the server's connection is closed, so that nothing can follow the response and spoil it. */
  readonly hasEnded?: () => Promise<void>;
  readonly proxy?: string;
  /** Called with the client when its request has ended. */
  readonly handleEnd?: (client: HttpClient) => void;
}

export async function send(
  kind: ClientKind,
  template: RequestTemplate,
  options: SendOptions = {},
): Promise<Omit<Heard, 'request'>> {
  await UNDICI.load();
  const { mayReach = () => true, hasEnded = () => Promise.resolve(), proxy, handleEnd = () => undefined } = options;
  const clock = { now: () => performance.now() };
  const http = {
    version: kind === 'http1' ? '1.1' : 'auto',
    keepAlive: true,
    followRedirects: 0,
    dnsCache: 'run',
    ...(proxy === undefined ? {} : { proxy }),
  } as const;
  const tls = { verify: false, resume: true };
  const context = {
    clock,
    deadlines: new Deadlines(1),
    timeouts: { connect: ms(9000), firstByte: ms(9000), idle: ms(9000), total: ms(9000) },
    http,
    connector: new Connector({ clock, http, tls, tlsFiles: {}, mayReach }),
    examples: { wantsBody: () => true },
    heads: new KnownHeads(),
  };
  return await new Promise((resolve) => {
    let client = openClient(kind, template, context, {
      slot: 0,
      handleEnd(fault: Fault | null) {
        handleEnd(client);
        const { status, bytesIn, bytesOut, location, retryAfter } = client;
        const outcome = { outcome: fault?.outcome ?? 'ok', message: fault?.message ?? '' };
        const heard = {
          ...outcome,
          status,
          bytesIn,
          bytesOut,
          location,
          retryAfter,
          response: client.failureResponse(),
          body: bodyOf(client),
        };
        // Bytes after the response may spoil it before the end of the connection arrives.
        spoil = (message) => {
          heard.outcome = 'protocol';
          heard.message = message;
        };
        void Promise.race([hasEnded(), delay(LONGEST_END_MS, undefined, { ref: false })]).then(() => {
          client.abort(null);
          resolve(heard);
        });
      },
      handleSpoiled: (fault) => spoil(fault.message),
      handleSuccessor: (successor) => (client = successor),
    });
    let spoil: (message: string) => void = () => undefined;
    client.send(template);
  });
}
