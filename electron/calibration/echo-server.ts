// Entry of a worker thread: the simplest possible HTTP server, so that the measurement shows the limit of the sender. Loopback
// only.
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { listenOnLoopback } from '../system/loopback.ts';
import { KEY, SELF_SIGNED } from '../system/worthless-certificate.ts';
import { serveThread } from '../threads/serve-thread.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
const HEAD_END = '\r\n\r\n';

/** Asked whether requests are encrypted; the answer is its port. */
serveThread<boolean, number>(
  async (isEncrypted) => {
    const server = isEncrypted
      ? createTlsServer({ key: KEY, cert: SELF_SIGNED, noDelay: true }, serve)
      : createServer({ noDelay: true }, serve);
    return await listenOnLoopback(server, 0);
  },
  { fault: 'Internal error: this computer could not be measured.' },
);

/**
 * Handles only what Onrush's own client sends: bodies have a length, and no request is sent before the response to the previous
 * one.
 */
function serve(socket: Socket): void {
  let head = '';
  let bodyLeft = 0;
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    if (bodyLeft > 0) {
      bodyLeft -= bytes.length;
      if (bodyLeft <= 0) answer(socket, head);
      if (bodyLeft <= 0) head = '';
      return;
    }
    head += bytes.toString('latin1');
    const end = head.indexOf(HEAD_END);
    if (end === -1) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    bodyLeft = length - (head.length - end - HEAD_END.length);
    if (bodyLeft > 0) return;
    answer(socket, head);
    head = '';
  });
}

function answer(socket: Socket, head: string): void {
  if (/\r\nconnection: *close/i.test(head)) socket.end(ANSWER);
  else socket.write(ANSWER);
}
