import { afterEach, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket as HostSocket } from 'ws';
import { succeed } from '../../shared/errors.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import type { ClientFrame, ServerFrame } from '../../shared/socket-frames.ts';
import { pack, unpack } from '../../shared/wire.ts';
import { SocketBridge, type Connection } from './socket-bridge.ts';

const EVENT: HostEvent = { type: 'import', state: null };
let host: WebSocketServer | null = null;

interface Heard {
  readonly frames: ClientFrame[];
  readonly sockets: HostSocket[];
  readonly protocols: string[];
}

async function openHost(
  port: number,
  handleFrame: (frame: ClientFrame, reply: (frame: ServerFrame) => void) => void,
): Promise<Heard> {
  const heard: Heard = { frames: [], sockets: [], protocols: [] };
  const server = new WebSocketServer({ host: '127.0.0.1', port, handleProtocols: () => 'onrush' });
  host = server;
  server.on('connection', (socket, request) => {
    heard.sockets.push(socket);
    heard.protocols.push(request.headers['sec-websocket-protocol'] ?? '');
    socket.on('message', (data) => {
      const frame = unpack(data as Buffer) as ClientFrame;
      heard.frames.push(frame);
      handleFrame(frame, (reply) => socket.send(pack(reply)));
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return heard;
}

function portOf(server: WebSocketServer | null): number {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The host does not listen.');
  return address.port;
}

async function closeHost(): Promise<void> {
  const server = host;
  host = null;
  if (server === null) return;
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
}

afterEach(closeHost);

function follow(port: number) {
  const states: Connection[] = [];
  const bridge = new SocketBridge({
    url: `ws://127.0.0.1:${port}/rpc`,
    token: 'key',
    handleConnection: (state) => states.push(state),
  });
  const until = async (kind: Connection['kind']): Promise<void> => {
    while (states.at(-1)?.kind !== kind) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { bridge, states, until };
}

test('commands given before the connection is open wait for it, and each gets its own reply', async () => {
  const heard = await openHost(0, ({ id, name }, reply) =>
    setTimeout(() => reply({ id, result: succeed(name) }), name === 'app.info' ? 60 : 0),
  );
  const { bridge, states } = follow(portOf(host));
  const replies = await Promise.all([bridge.call('app.info', {}), bridge.call('runs.list', {})]);
  expect(replies).toEqual([succeed('app.info'), succeed('runs.list')]);
  expect(heard.protocols).toEqual(['onrush, key']);
  expect(states).toEqual([{ kind: 'open' }]);
});

test('events reach every listener until it stops', async () => {
  const heard = await openHost(0, ({ id }, reply) => reply({ id, result: succeed(null) }));
  const { bridge, until } = follow(portOf(host));
  const events: HostEvent[] = [];
  const stop = bridge.listen((event) => events.push(event));
  await until('open');
  heard.sockets[0]?.send(pack({ event: EVENT }));
  await bridge.call('app.info', {});
  stop();
  heard.sockets[0]?.send(pack({ event: EVENT }));
  await bridge.call('app.info', {});
  expect(events).toEqual([EVENT]);
});

test('a lost connection fails what is pending and what comes next, and is opened again', async () => {
  await openHost(0, () => undefined);
  const port = portOf(host);
  const { bridge, states, until } = follow(port);
  await until('open');
  const pending = bridge.call('runs.list', {});
  await closeHost();
  expect(await pending).toMatchObject({ ok: false, failure: { code: 'disconnected' } });
  expect(await bridge.call('app.info', {})).toMatchObject({ ok: false, failure: { code: 'disconnected' } });
  const again = await openHost(port, ({ id, name }, reply) => reply({ id, result: succeed(name) }));
  await until('open');
  expect(await bridge.call('app.info', {})).toEqual(succeed('app.info'));
  // The calls that failed before were not sent to the host when it came back.
  expect(again.frames.map(({ name }) => name)).toEqual(['app.info']);
  expect(states.map(({ kind }) => kind)).toContain('lost');
});
