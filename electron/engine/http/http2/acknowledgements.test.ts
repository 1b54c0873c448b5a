// Acknowledgements that nobody reads are bounded, and those that somebody reads are not counted.
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSocketTarget, type TestTarget } from '../../tests/test-target.ts';
import { Acknowledgements, MOST_UNREAD } from './acknowledgements.ts';

const FRAME = Buffer.from('ack');
let target: TestTarget;
let socket: Socket;

beforeAll(async () => {
  target = await startSocketTarget((near) => near.resume());
  socket = connect(target.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
});

afterAll(async () => {
  socket.destroy();
  await target.close();
});

test('one more than the bound is refused while none has left, and none is once they have', async () => {
  const acknowledgements = new Acknowledgements(socket);
  socket.cork();
  const sent = Array.from({ length: MOST_UNREAD + 1 }, () => acknowledgements.send(FRAME));
  expect([sent.filter(Boolean).length, sent.at(-1)]).toEqual([MOST_UNREAD, false]);
  socket.uncork();
  await new Promise((resolve) => socket.write('last', resolve));
  expect(acknowledgements.send(FRAME)).toBe(true);
});
