// HTTP/2 frames that a server may send, right or wrong, and a table of the errors they lead to, over plain connections and TLS.
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTlsTarget } from '../../tests/test-adversary.ts';
import { KEY, SELF_SIGNED } from '../../tests/test-certificates.ts';
import { startSocketTarget, type TestTarget } from '../../tests/test-target.ts';
import { send, templateFor } from '../http1/test-wire.ts';
import * as wire from './frames.ts';
import { encodeHeaders } from './header-encoder.ts';
import type { HeaderField } from './header-table.ts';

export const SETTINGS = wire.frame(wire.SETTINGS, 0, 0, Buffer.alloc(0));
export const ends = wire.END_STREAM;
export const whole = wire.END_HEADERS;

export const block = (...fields: HeaderField[]): Buffer => encodeHeaders(fields);
export const OK = block([':status', '200']);
export const okOf = (length: number): Buffer => block([':status', '200'], ['content-length', String(length)]);
export const headers = (content: Buffer, flags = whole, stream = 1): Buffer => wire.frame(wire.HEADERS, flags, stream, content);
export const data = (text: string, flags = ends, stream = 1): Buffer => wire.frame(wire.DATA, flags, stream, Buffer.from(text));
export const more = (content: Buffer, flags = whole, stream = 1): Buffer => wire.frame(wire.CONTINUATION, flags, stream, content);
export const raw = (type: number, length: number, stream = 0, flags = 0): Buffer =>
  wire.frame(type, flags, stream, Buffer.alloc(length));
export const setting = (name: number, value: number): Buffer => {
  const payload = Buffer.alloc(6);
  payload.writeUInt16BE(name);
  payload.writeUInt32BE(value, 2);
  return wire.frame(wire.SETTINGS, 0, 0, payload);
};
export const goaway = (last: number, code: number): Buffer => {
  const payload = Buffer.alloc(8);
  payload.writeUInt32BE(last);
  payload.writeUInt32BE(code, 4);
  return wire.frame(wire.GOAWAY, 0, 0, payload);
};
export const reset = (code: number, stream = 1): Buffer => wire.numberFrame(wire.RST_STREAM, stream, code);
export const grow = (value: number, stream = 0): Buffer => wire.numberFrame(wire.WINDOW_UPDATE, stream, value);
export const tooLong = (type: number): Buffer => Buffer.concat([raw(type, 0, 1).fill(0x01, 0, 1)]);
export const padded = (type: number, flags: number, pad: number, content: Buffer, stuffing: number): Buffer =>
  wire.frame(type, flags | wire.PADDED, 1, Buffer.concat([Buffer.from([pad]), content, Buffer.alloc(stuffing)]));
export const many = (count: number, one: Buffer): Buffer => Buffer.concat(Array.from({ length: count }, () => one));
export const WELL = [headers(okOf(2)), data('ok')];

export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
/** Fields after the status, which is written as an entry of the static table. */
export const fields = (text: string): Buffer => headers(Buffer.concat([hex('88'), hex(text)]), whole | ends);

/** The outcome, its sentence and the frames. The server's settings precede the frames unless the name begins with "at first". */
export type Case = readonly [name: string, outcome: string, words: RegExp, ...frames: Buffer[]];

export const protocol = (name: string, words: RegExp, ...frames: Buffer[]): Case => [name, 'protocol', words, ...frames];

export function holdTo(cases: readonly Case[]): void {
  let bytes = Buffer.alloc(0);
  let targets: readonly TestTarget[] = [];

  beforeAll(async () => {
    const serve = (socket: Socket): void => {
      socket.setNoDelay(true);
      socket.once('data', () => socket.end(bytes));
    };
    targets = [
      await startSocketTarget(serve),
      await startTlsTarget({ key: KEY, cert: SELF_SIGNED, ALPNProtocols: ['h2'] }, serve),
    ];
  });

  afterAll(async () => {
    await Promise.all(targets.map((target) => target.close()));
  });

  describe.each([
    [0, 'plain'],
    [1, 'over TLS'],
  ])('%#: %s', (place) => {
    test.each(cases.map(([name, outcome, words, ...frames]) => ({ name, outcome, words, frames })))(
      '$name: $outcome',
      async ({ name, outcome, words, frames }) => {
        bytes = Buffer.concat([...(name.startsWith('at first') ? [] : [SETTINGS]), ...frames]);
        const heard = await send('http2', templateFor(targets[place]?.url ?? ''));
        expect([heard.outcome, words.test(heard.message) ? 'as expected' : heard.message]).toEqual([outcome, 'as expected']);
      },
    );
  });
}
