// Opens a tunnel through an HTTP proxy by CONNECT (RFC 9110, 9.3.6). The caller owns what then goes through it.
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { ProxyRefusal } from '../faults/proxy-refusal.ts';
import type { Proxy } from './peer.ts';

const MOST_HEAD_BYTES = 65_536;

type DialOptions = Pick<TcpNetConnectOpts, 'lookup' | 'autoSelectFamily'>;

/**
 * `target` has the form "shop.example:443". The socket is returned at once; `handle` is called once, with null if the tunnel is
 * open.
 */
export function openTunnel(proxy: Proxy, target: string, options: DialOptions, handle: (error: Error | null) => void): Socket {
  const socket = connect({ ...options, host: proxy.hostname, port: proxy.port, noDelay: true });
  let head = Buffer.alloc(0);
  function settle(error: Error | null): void {
    socket.off('data', read).off('error', settle).off('end', handleEnd);
    if (error !== null) socket.destroy();
    handle(error);
  }
  function read(chunk: Buffer): void {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1 && head.length < MOST_HEAD_BYTES) return;
    socket.pause();
    const rest = head.subarray(end + 4);
    if (end !== -1 && rest.length > 0) socket.unshift(rest);
    settle(refusalOf(head.toString('latin1'), proxy, target));
  }
  function handleEnd(): void {
    settle(
      new ProxyRefusal('PROXY_CLOSED', `The proxy ${proxy.place} closed the connection without opening a way to ${target}.`),
    );
  }
  socket.once('connect', () => socket.write(connectHead(proxy, target)));
  socket.on('data', read).once('error', settle).once('end', handleEnd);
  return socket;
}

function connectHead({ authorization }: Proxy, target: string): string {
  const credentials = authorization === null ? '' : `proxy-authorization: ${authorization}\r\n`;
  return `CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n${credentials}\r\n`;
}

function refusalOf(head: string, { place, authorization }: Proxy, target: string): ProxyRefusal | null {
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
  if (status >= 200 && status < 300) return null;
  if (status === 0) return new ProxyRefusal('PROXY_PROTOCOL', `${place} did not respond as a proxy does. Is it an HTTP proxy?`);
  return new ProxyRefusal(`PROXY_${status}`, refusalWords(status, place, authorization !== null, target));
}

function refusalWords(status: number, place: string, hadCredentials: boolean, target: string): string {
  if (status === 407 && hadCredentials) return `The proxy ${place} does not accept this user and password (407).`;
  if (status === 407) {
    return `The proxy ${place} wants a user and a password (407). Write its address as http://user:password@${place}.`;
  }
  const phrase = process.getBuiltinModule('node:http').STATUS_CODES[status];
  return `The proxy ${place} did not open a way to ${target} (${status}${phrase === undefined ? '' : ` ${phrase}`}).`;
}
