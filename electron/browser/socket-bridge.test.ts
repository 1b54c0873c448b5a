// What the host sends to a page, and what it cannot send.
import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { expect, test, vi } from 'vitest';
import { succeed, type Result } from '../../shared/errors.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import { pack, unpack } from '../../shared/wire.ts';
import { bridgeSocket } from './socket-bridge.ts';

test('a reply that cannot be sent fails its command and does not end the host', async () => {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const sent: unknown[] = [];
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send: (bytes: Uint8Array) => void sent.push(unpack(bytes)),
  });
  const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  let tell: (event: HostEvent) => void = () => undefined;
  bridgeSocket(socket as unknown as WebSocket, {
    call: (name): Promise<Result<unknown>> => Promise.resolve(succeed(name === 'deep' ? deep : 'flat')),
    listen(handle) {
      tell = handle;
      return () => undefined;
    },
    openFile: () => undefined,
    collectFile: () => null,
    close: () => Promise.resolve(),
  });
  const ask = (id: number, name: string): boolean => socket.emit('message', Buffer.from(pack({ id, name, input: {} })), true);
  tell({ type: 'files', deep } as HostEvent);
  ask(1, 'deep');
  ask(2, 'flat');
  await vi.waitFor(() => expect(sent).toHaveLength(2), 30_000);
  expect(sent).toEqual([
    { id: 1, result: { ok: false, failure: { code: 'internal', message: expect.stringContaining('cannot be shown') } } },
    { id: 2, result: { ok: true, value: 'flat' } },
  ]);
  expect(written).toHaveBeenCalledTimes(2);
  written.mockRestore();
});
