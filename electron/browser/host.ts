// The app without Electron: a loopback server that serves the renderer, its socket and its downloads.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createApp, type OnrushApp } from '../app/app.ts';
import { logError } from '../system/log.ts';
import { listenOnLoopback } from '../system/loopback.ts';
import { VERSION } from '../system/version.ts';
import { Downloads, sendFile } from './downloads.ts';
import {
  bearsToken,
  CONTENT_SECURITY_POLICY,
  createToken,
  holdsToken,
  isOwnHost,
  isOwnOrigin,
  policyWith,
  SOCKET_PROTOCOL,
} from './guard.ts';
import { bridgeSocket } from './socket-bridge.ts';
import { UPLOAD_PATH, Uploads } from './uploads.ts';
import { readStaticFiles, type StaticFile } from './static-files.ts';

/** Plans are small; a larger message cannot be a command. */
const LARGEST_MESSAGE_BYTES = 32 * 1024 * 1024;

export interface BrowserHost {
  /** Has the token in its fragment, which browsers send to no server. */
  readonly url: string;
  /** If a reason is given, an active run has failed, and its page is notified first. */
  close(failed?: string | null): Promise<void>;
}

export interface BrowserHostOptions {
  /** 0 chooses a free port. */
  readonly port: number;
  readonly dataFolder: string;
  /** The folder of the built renderer, or a server that builds each page on request. */
  readonly pages: string | LivePages;
}

/** Pages that can change while they are open. */
export interface LivePages {
  /** Where a page learns of its changes: a ws:// address that its policy has to allow. */
  readonly changesUrl: string;
  readonly serve: (request: IncomingMessage, response: ServerResponse, otherwise: () => void) => void;
}

/** @throws UserError port_in_use */
export async function openBrowserHost({ port, dataFolder, pages }: BrowserHostOptions): Promise<BrowserHost> {
  const files = typeof pages === 'string' ? readStaticFiles(pages) : pages;
  const token = createToken();
  const downloads = new Downloads();
  const uploads = new Uploads();
  const app = createApp({
    dataFolder,
    version: VERSION,
    host: 'browser',
    deliverExport: (file) => Promise.resolve(downloads.offer(file)),
    receiveImport: (ticket) => Promise.resolve(uploads.take(ticket)),
  });
  const server = createServer();
  const bound = await listenOnLoopback(server, port);
  server.on('request', (request, response) => answer(request, response, { files, downloads, uploads, token, port: bound }));
  const sockets = acceptSockets(server, { app, token, port: bound });
  return {
    url: `http://127.0.0.1:${bound}/#token=${token}`,
    async close(failed = null) {
      if (failed !== null) await app.close(failed);
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await app.close();
      uploads.close();
    },
  };
}

interface Site {
  readonly files: ReadonlyMap<string, StaticFile> | LivePages;
  readonly downloads: Downloads;
  readonly uploads: Uploads;
  readonly token: string;
  readonly port: number;
}

function answer(request: IncomingMessage, response: ServerResponse, { files, downloads, uploads, token, port }: Site): void {
  if (!isOwnHost(request, port)) return refuse(response, 403, 'Open Onrush by the address it printed.');
  if (request.method === 'POST' && request.url === UPLOAD_PATH) {
    if (!isOwnOrigin(request, port) || !bearsToken(request, token))
      return refuse(response, 403, 'Only the page of Onrush may upload files.');
    void accept(request, response, uploads);
    return;
  }
  if (request.method !== 'GET') return refuse(response, 405, 'Only GET requests are accepted here.');
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const download = downloads.take(path);
  if (download !== null) {
    void sendFile(download, response);
    return;
  }
  const nothing = (): void => refuse(response, 404, 'There is nothing here.');
  if ('serve' in files) {
    for (const [name, value] of Object.entries(pageHeaders(policyWith(files.changesUrl)))) response.setHeader(name, value);
    return files.serve(request, response, nothing);
  }
  const file = files.get(path);
  if (file === undefined) return nothing();
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-length': file.content.length,
    ...pageHeaders(CONTENT_SECURITY_POLICY),
  });
  response.end(file.content);
}

function pageHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}

async function accept(request: IncomingMessage, response: ServerResponse, uploads: Uploads): Promise<void> {
  try {
    const ticket = await uploads.receive(request);
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
    response.end(ticket);
  } catch (error) {
    if (!request.destroyed) logError('An upload', error);
    if (!response.destroyed) refuse(response, 507, 'The file could not be stored. Is the disk full?');
  }
}

function acceptSockets(server: Server, { app, token, port }: { app: OnrushApp; token: string; port: number }): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    handleProtocols: () => SOCKET_PROTOCOL,
  });
  sockets.on('connection', (socket) => bridgeSocket(socket, app));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // From here on the server does not listen for errors of this socket, and without a listener a reset would end the host.
    socket.on('error', () => socket.destroy());
    const isOurs = request.url === '/rpc' && isOwnHost(request, port) && isOwnOrigin(request, port) && holdsToken(request, token);
    if (isOurs) sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
    else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
  });
  return sockets;
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(`${sentence}\n`);
}
