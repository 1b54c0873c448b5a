// Sockets that are connected more than once, to a server on the loopback.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closedPort, startSocketTarget, type TestTarget } from '../tests/test-target.ts';
import { PlainSockets, type Opening } from './plain-sockets.ts';

const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

async function portOf(handle: (socket: Socket) => void): Promise<number> {
  const target = await startSocketTarget(handle);
  targets.push(target);
  return target.port;
}

const NO_OPENING: Opening = { handleLookup: () => undefined, handleConnected: () => undefined, handleFailed: () => undefined };

/** Also resolves if an error comes first. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

function readInto(text: string[]): PlainSockets {
  const buffer = Buffer.alloc(1000);
  return new PlainSockets({
    buffer,
    callback: (count, bytes) => text.push(Buffer.from(bytes.subarray(0, count)).toString()) > 0,
  });
}

test('a socket is connected again once it is closed, with the listeners it had', async () => {
  const port = await portOf((socket) => socket.end('hello'));
  const text: string[] = [];
  const sockets = readInto(text);
  const used = new Set<Socket>();
  let connected = 0;
  const counts = new Set<number>();
  for (let time = 0; time < 20; time += 1) {
    const opening = { ...NO_OPENING, handleConnected: () => void (connected += 1) };
    const socket = sockets.open({ host: '127.0.0.1', port }, opening);
    used.add(socket);
    await once(socket, 'close');
    counts.add(socket.eventNames().reduce((sum, name) => sum + socket.listenerCount(name), 0));
  }
  expect(text).toEqual(Array(20).fill('hello'));
  expect(connected).toBe(20);
  expect(used.size).toBe(1);
  expect(counts.size).toBe(1);
});

test('a socket that broke, or whose write was cut off, is not used again', async () => {
  const port = await portOf((socket) => socket.pause());
  const sockets = readInto([]);
  const failures: Error[] = [];
  const refused = sockets.open(
    { host: '127.0.0.1', port: await closedPort() },
    { ...NO_OPENING, handleFailed: (error) => failures.push(error) },
  );
  await closed(refused);
  expect(failures).toMatchObject([{ code: 'ECONNREFUSED' }]);
  const cutOff = sockets.open({ host: '127.0.0.1', port }, NO_OPENING);
  await once(cutOff, 'connect');
  cutOff.on('error', () => undefined);
  cutOff.write(Buffer.alloc(20_000_000));
  cutOff.destroy();
  await closed(cutOff);
  const next = sockets.open({ host: '127.0.0.1', port }, NO_OPENING);
  await once(next, 'connect');
  expect(new Set([refused, cutOff, next]).size).toBe(3);
  next.destroy();
});

test('a cancelled attempt gets no events, not even of the next one', async () => {
  const port = await portOf(() => undefined);
  const sockets = readInto([]);
  const heard: string[] = [];
  const note = (who: string): Opening => ({
    handleLookup: () => heard.push(`${who} lookup`),
    handleConnected: () => heard.push(`${who} connected`),
    handleFailed: () => heard.push(`${who} failed`),
  });
  const first = sockets.open({ host: '127.0.0.1', port }, note('first'));
  first.destroy();
  await once(first, 'close');
  const second = sockets.open({ host: '127.0.0.1', port }, note('second'));
  await once(second, 'connect');
  second.destroy();
  await once(second, 'close');
  expect(second).toBe(first);
  expect(heard).toEqual(['second connected']);
});
