// One user of the HTTP/2 client, whose requests are awaited one by one.
import { expect } from 'vitest';
import { ms } from '../../../../shared/units.ts';
import { Deadlines } from '../../time/deadlines.ts';
import { Connector } from '../connector.ts';
import { KnownHeads } from '../http1/known-head.ts';
import type { RequestTemplate } from '../request-template.ts';
import { Http2Client } from './http2-client.ts';

interface Ended {
  readonly outcome: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

export class OneUser {
  readonly #client: Http2Client;
  #resolve: (ended: Ended) => void = () => undefined;

  constructor(template: RequestTemplate) {
    const clock = { now: () => performance.now() };
    const http = { version: '2', keepAlive: true, followRedirects: 0, dnsCache: 'run' } as const;
    const timeouts = { connect: ms(9000), firstByte: ms(9000), idle: ms(9000), total: ms(9000) };
    const connector = new Connector({ clock, http, tls: { verify: false, resume: true }, tlsFiles: {}, mayReach: () => true });
    const context = {
      clock,
      deadlines: new Deadlines(1),
      timeouts,
      http,
      connector,
      examples: { wantsBody: () => false },
      heads: new KnownHeads(),
    };
    this.#client = new Http2Client(template, context, {
      slot: 0,
      handleEnd: (fault) => {
        const { status, headers = {}, body = Buffer.alloc(0) } = this.#client.captured() ?? {};
        this.#resolve({ outcome: fault?.outcome ?? 'ok', status: status ?? 0, headers, body: Buffer.from(body) });
      },
      handleSpoiled: (fault) => expect.fail(fault.message),
      handleSuccessor: () => expect.fail('The version was fixed'),
    });
  }

  send(template: RequestTemplate): Promise<Ended> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#client.send(template);
    });
  }

  end(): void {
    this.#client.abort(null);
  }
}
