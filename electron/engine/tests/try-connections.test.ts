// A try leaves no connection behind: a command that has printed it ends, and no connection to the server stays open.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { planOf } from '../../store/plan-cell.ts';
import { NO_FILES } from '../files/plan-files.ts';
import { tryOnce } from '../try-once.ts';
import { startSocketTarget } from './test-target.ts';

test.each([
  ['a status that fails', 'HTTP/1.1 500 Broken\r\ncontent-length: 2\r\n\r\nno', {}],
  ['a check that fails', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok', { checks: [{ status: 201 }] }],
  ['no fault', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok', {}],
  ['a request to close that the server does not follow', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok', { close: true }],
])(
  'after %s the connection is closed',
  async (_, response, { close = false, ...step }: { close?: boolean; checks?: object[] }) => {
    const sockets: Socket[] = [];
    const target = await startSocketTarget((socket) => {
      sockets.push(socket);
      socket.on('data', () => socket.write(response));
    });
    const plan = planOf({
      version: 2,
      scenarios: [{ steps: [{ url: target.url, ...step }, { url: target.url }] }],
      load: { model: 'iterations', iterations: 1, vus: 1 },
      http: { keepAlive: !close },
    });
    await tryOnce(plan, NO_FILES, { userAgent: 'test' });
    for (const socket of sockets) if (!socket.destroyed) await once(socket, 'close');
    expect(sockets).not.toHaveLength(0);
    await target.close();
  },
);
