// The users of a soak: they share HTTP/2 connections and send in rounds. Time passes only when a test lets it.
import { ms } from '../../../shared/units.ts';
import { timeoutFault } from '../faults/fault.ts';
import type { Fault } from '../faults/fault-context.ts';
import { Connector } from '../http/connector.ts';
import { KnownHeads } from '../http/http1/known-head.ts';
import { templateFor } from '../http/http1/test-wire.ts';
import { SharedConnections } from '../http/http2/shared-connections.ts';
import { SharedHttp2Client } from '../http/http2/shared-http2-client.ts';
import type { ClientContext } from '../http/http-client.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import { Deadlines } from '../time/deadlines.ts';

const TIMEOUTS = { connect: ms(9000), firstByte: ms(9000), idle: ms(9000), total: ms(20_000) };
const UPLOAD = Buffer.alloc(80_000, 's');

interface SoakOptions {
  readonly users: number;
  readonly connections: number;
  readonly firstStream: number;
}

export class SoakUsers {
  /** How the requests ended, counted by outcome. */
  readonly outcomes: Record<string, number> = {};
  readonly #template: RequestTemplate;
  readonly #connections: SharedConnections;
  readonly #deadlines: Deadlines;
  readonly #context: ClientContext;
  readonly #clients: (SharedHttp2Client | null)[];
  readonly #handles: ((fault: Fault | null) => void)[] = [];
  #now = 0;

  constructor(url: string, { users, connections, firstStream }: SoakOptions) {
    this.#template = templateFor(url);
    this.#connections = new SharedConnections(connections, firstStream);
    this.#deadlines = new Deadlines(users);
    this.#clients = Array.from({ length: users }, () => null);
    const clock = { now: () => this.#now };
    const http = { version: '2', keepAlive: true, followRedirects: 0, dnsCache: 'run' } as const;
    const connector = new Connector({ clock, http, tls: { verify: false, resume: true }, tlsFiles: {}, mayReach: () => true });
    this.#context = {
      clock,
      http,
      connector,
      deadlines: this.#deadlines,
      timeouts: TIMEOUTS,
      examples: { wantsBody: () => false },
      heads: new KnownHeads(),
    };
  }

  /** Each user sends a request. Resolves when all have ended; where the server is silent, time passes until they have. */
  async sendAll(round: number, { areSilenced }: { readonly areSilenced: boolean }): Promise<void> {
    const ended = Promise.all(this.#clients.map((_, slot) => this.#send(slot, round)));
    if (areSilenced) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      this.pass(30_000);
    }
    for (const fault of await ended) {
      const outcome = fault?.outcome ?? 'ok';
      this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    }
  }

  pass(time: number): void {
    this.#now += time;
    this.#deadlines.expire(this.#now, (slot, kind) => {
      const client = this.#clients[slot];
      this.#clients[slot] = null;
      client?.abort(timeoutFault(kind, TIMEOUTS, client.faultContext));
    });
  }

  close(): void {
    for (const client of this.#clients) client?.abort(null);
  }

  #send(slot: number, round: number): Promise<Fault | null> {
    const isUpload = (round + slot) % 10 === 0;
    const request = isUpload ? { ...this.#template, method: 'POST', body: UPLOAD, isShared: false } : this.#template;
    return new Promise((resolve) => {
      this.#handles[slot] = resolve;
      (this.#clients[slot] ??= this.#open(slot)).send(request);
    });
  }

  #open(slot: number): SharedHttp2Client {
    const listener = {
      slot,
      handleEnd: (fault: Fault | null) => this.#handles[slot]?.(fault),
      handleSpoiled: () => undefined,
      handleSuccessor: () => undefined,
    };
    const connections = this.#connections.to(this.#template.origin);
    return new SharedHttp2Client(this.#template, this.#context, listener, connections);
  }
}
