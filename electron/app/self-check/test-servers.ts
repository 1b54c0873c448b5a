// Servers for the self-check, on this computer only: one that responds, and one with an untrusted certificate.
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server } from 'node:net';
import { listenOnLoopback } from '../../system/loopback.ts';
import { KEY, SELF_SIGNED } from '../../system/worthless-certificate.ts';

export interface CheckServers {
  /** An http:// URL. */
  readonly plain: string;
  /** An https:// URL. */
  readonly secure: string;
  /** How many requests the plain server has received. */
  received(): number;
  close(): void;
}

export async function openCheckServers(): Promise<CheckServers> {
  let received = 0;
  const plain = createServer((_request, response) => {
    received += 1;
    response.end('ok');
  });
  const secure = createSecureServer({ key: KEY, cert: SELF_SIGNED }, (_request, response) => response.end('ok'));
  const [plainPort, securePort] = [await listenOnLoopback(plain, 0), await listenOnLoopback(secure, 0)];
  return {
    plain: `http://127.0.0.1:${plainPort}/`,
    secure: `https://127.0.0.1:${securePort}/`,
    received: () => received,
    close: () => [plain, secure].forEach(end),
  };
}

function end(server: Server & { closeAllConnections?: () => void }): void {
  server.close();
  server.closeAllConnections?.();
}
