// Bodies are sent as fast as a server grants window, in whichever way it does.
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startSocketTarget, type TestTarget } from '../../tests/test-target.ts';
import { send, templateFor } from '../http1/test-wire.ts';
import * as wire from './frames.ts';
import { grow, headers, OK, setting, SETTINGS, whole } from './test-battery.ts';

const BODY_BYTES = 200_000;
const PREFACE_BYTES = 24;
const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

/** Sends `first` at the first bytes, calls `handle` after each read with the bytes of the body so far, and ends once all arrived. */
async function upload(first: readonly Buffer[], handle: (socket: Socket, received: number) => void) {
  const serve = (socket: Socket): void => {
    let bytes = Buffer.alloc(0);
    let at = PREFACE_BYTES;
    let received = 0;
    socket.setNoDelay(true);
    socket.once('data', () => socket.write(Buffer.concat(first)));
    socket.on('data', (data) => {
      bytes = Buffer.concat([bytes, data]);
      for (; at + wire.FRAME_HEAD <= bytes.length; at += wire.FRAME_HEAD + bytes.readUIntBE(at, 3)) {
        const length = bytes.readUIntBE(at, 3);
        if (at + wire.FRAME_HEAD + length > bytes.length) break;
        if (bytes[at + 3] === wire.DATA) received += length;
      }
      if (received < BODY_BYTES) handle(socket, received);
      else socket.end(headers(OK, whole | wire.END_STREAM));
    });
  };
  const target = await startSocketTarget(serve);
  targets.push(target);
  const { outcome, message } = await send('http2', {
    ...templateFor(target.url),
    method: 'POST',
    body: Buffer.alloc(BODY_BYTES, 's'),
  });
  return [outcome, message];
}

test('windows that grow ten bytes at a time are not treated as an attack while the body continues', async () => {
  let asked = 0;
  const pair = Buffer.concat([grow(10), grow(10, 1)]);
  const many = Buffer.concat(Array.from({ length: 400 }, () => pair));
  const ended = await upload([SETTINGS], (socket, received) => {
    if (received < asked) return;
    asked = Math.max(received, 65_535) + 4000;
    socket.write(many);
  });
  expect(ended).toEqual(['ok', '']);
});

test('a window that is taken back below zero holds the body until there is room again', async () => {
  let isHeld = false;
  const ended = await upload([SETTINGS], (socket, received) => {
    if (received < 65_535 || isHeld) return;
    isHeld = true;
    // 65,535 bytes are in flight, so the stream's window is now 65,535 below zero.
    const room = [setting(wire.INITIAL_WINDOW_SIZE, 0), grow(wire.MOST_WINDOW - 65_535), grow(65_535, 1)];
    socket.write(Buffer.concat(room));
    setTimeout(() => socket.write(grow(200_000, 1)), 20);
  });
  expect(ended).toEqual(['ok', '']);
});

test('a window that begins with no bytes is opened by the settings', async () => {
  const ended = await upload([setting(wire.INITIAL_WINDOW_SIZE, 0), grow(wire.MOST_WINDOW - 65_535)], (socket, received) => {
    if (received > 0) socket.write(setting(wire.INITIAL_WINDOW_SIZE, BODY_BYTES));
  });
  expect(ended).toEqual(['ok', '']);
});
