// How long a large upload was sent and waited for, and how much of it, against servers that stop reading. Client and server are
// in one thread: whatever delays one of them is measured, and is the only tolerance beside 5 ms and 64 KiB.
import { afterEach, describe, expect, test } from 'vitest';
import type { TestTarget } from '../tests/test-target.ts';
import { send, templateFor } from './http1/test-wire.ts';
import type { HttpClient } from './http-client.ts';
import { pausing, refusing, SeenUpload, WAYS, type Serve } from './test-uploads.ts';

const BODY = Buffer.alloc(20_000_000, 'x');
const WITHIN_MS = 5;
const WITHIN_BYTES = 65_536;
const PAUSE_MS = 1000;
const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

type Times = Pick<HttpClient, 'status' | 'sending' | 'firstByteAt' | 'bytesOut'> & { readonly startedAt: number };

function timesOf({ status, sending, firstByteAt, bytesOut, ...before }: HttpClient): Times {
  const { sentAt, blocked, dns, connecting, tlsHandshaking } = before;
  const startedAt = sentAt + blocked + (dns || 0) + (connecting || 0) + (tlsHandshaking || 0);
  return { status, sending, firstByteAt, bytesOut, startedAt };
}

describe.each(Object.entries(WAYS))('an upload of 20 MB is timed over %s', (_, { kind, start, heldBytes, isProxied }) => {
  async function upload(serve: Serve): Promise<Times> {
    const target = await start(serve);
    targets.push(target);
    const template = { ...templateFor(target.url), method: 'POST', body: BODY };
    const { promise, resolve } = Promise.withResolvers<Times>();
    await send(kind, template, {
      handleEnd: (client) => resolve(timesOf(client)),
      ...(isProxied === true ? { proxy: `http://127.0.0.1:${target.port}` } : {}),
    });
    return await promise;
  }

  test(
    'the times of sending and waiting and the bytes are right at a server that pauses for a second',
    { retry: 2 },
    async () => {
      const seen = new SeenUpload();
      const { status, sending, firstByteAt, bytesOut, startedAt } = await upload(pausing(seen, BODY.length, PAUSE_MS));
      const about = WITHIN_MS + seen.end();
      expect(status).toBe(200);
      expect(Math.abs(startedAt - seen.beganAt)).toBeLessThan(about);
      // What the systems still hold has been taken, but not read.
      expect(startedAt + sending).toBeGreaterThan(seen.readAt(seen.bytes - heldBytes) - about);
      expect(startedAt + sending).toBeLessThan(seen.readAt(seen.bytes) + about);
      expect(sending).toBeGreaterThan(PAUSE_MS - about);
      expect(Math.abs(firstByteAt - seen.respondedAt)).toBeLessThan(about);
      expect(Math.abs(bytesOut - seen.bytes)).toBeLessThan(WITHIN_BYTES);
    },
  );

  test('at a server that refuses them with 413 sending lasts until then, and the bytes are unknown', { retry: 2 }, async () => {
    const seen = new SeenUpload();
    const { status, sending, firstByteAt, bytesOut, startedAt } = await upload(refusing(seen, 100));
    const about = WITHIN_MS + seen.end();
    expect([status, bytesOut]).toEqual([413, Number.NaN]);
    expect(Math.abs(startedAt - seen.beganAt)).toBeLessThan(about);
    expect(Math.abs(startedAt + sending - seen.respondedAt)).toBeLessThan(about);
    expect(firstByteAt - startedAt - sending).toBeGreaterThanOrEqual(-1e-6);
  });
});
