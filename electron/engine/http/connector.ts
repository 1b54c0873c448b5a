// Opens the connections of one worker's virtual users, as the plan asks, and times their phases.
// Knows no requests. Beside undici-client the only file that knows undici.
import { connect, isIPv6, type LookupFunction, type OnReadOpts, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import type { HttpOptions } from '../../../shared/plan/plan-http.ts';
import type { TlsOptions } from '../../../shared/plan/plan-tls.ts';
import { PROTOCOLS } from '../../../shared/sample.ts';
import type { Clock } from '../time/clock.ts';
import { DnsCache, needsLookup } from './dns-cache.ts';
import { VersionRefusal } from '../faults/h2-fault.ts';
import { HostRefusal } from '../faults/host-refusal.ts';
import { peerOf, proxyOf, type Proxy } from './peer.ts';
import type { Peer } from '../faults/fault-context.ts';
import type { TlsFiles } from '../plan-files.ts';
import type { Reach } from './reach.ts';
import { agreedOn, TlsConnections, type OwnVersion, type SessionHolder } from './tls-connections.ts';
import { openTunnel } from './tunnel.ts';

/** Durations in ms, written as they become known. */
export interface ConnectObserver {
  dns: number;
  connecting: number;
  tlsHandshaking: number;
  /** True while a name server is being asked. */
  isResolving: boolean;
  /** Index in PROTOCOLS, of the last connection that was opened. */
  protocol: number;
  /** Of the last connection that was opened; empty for a Unix socket. */
  remoteAddress: string;
  /** Called at once with the socket of the attempt: the handle to give it up. */
  handleSocket(socket: Socket): void;
}

export interface ConnectorSettings {
  readonly clock: Clock;
  readonly http: HttpOptions;
  readonly tls: TlsOptions;
  readonly tlsFiles: TlsFiles;
  /** Asked before each connection is opened: whatever led there, nothing leaves for another host. */
  readonly mayReach: Reach;
}

/** A silent connection is probed by the kernel after this time in ms, as undici does. */
const PROBE_AFTER_MS = 60_000;

/** Of undici's. */
const MOST_SESSIONS = 100;

const HTTP_1 = PROTOCOLS.indexOf('HTTP/1.1');
const HTTP_2 = PROTOCOLS.indexOf('HTTP/2');

interface Target {
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
}

/** undici's connector returns its socket, though its types do not say so. */
type OpenSocket = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;

export class Connector {
  readonly proxy: Proxy | null;
  readonly #clock: Clock;
  readonly #mayReach: Reach;
  readonly #http: HttpOptions;
  readonly #dns: DnsCache | null;
  readonly #serverName: string | undefined;
  readonly #tls: TlsConnections;
  readonly #open: OpenSocket;

  constructor({ clock, http, tls, tlsFiles, mayReach }: ConnectorSettings) {
    this.#mayReach = mayReach;
    this.proxy = proxyOf(http);
    this.#clock = clock;
    this.#http = http;
    this.#dns = http.dnsCache === 'run' ? new DnsCache() : null;
    this.#serverName = tls.serverName;
    this.#tls = new TlsConnections(tls, tlsFiles);
    this.#open = buildConnector({
      timeout: 0,
      allowH2: http.version !== '1.1',
      preferH2: http.version !== '1.1',
      // Over http:// there is no negotiation: HTTP/2 is spoken from the first byte.
      ...(http.version === '2' ? { useH2c: true } : {}),
      autoSelectFamily: true,
      rejectUnauthorized: tls.verify,
      ...(http.socketPath === undefined ? {} : { socketPath: http.socketPath }),
      secureContext: this.#tls.secureContext,
      maxCachedSessions: tls.resume ? MOST_SESSIONS : 0,
      ...this.#lookup(),
    }) as OpenSocket;
  }

  /** Who is at the other end of a connection for `target`. */
  peerOf(target: { readonly hostname: string; readonly port: number }): Peer {
    return peerOf(target, this.proxy, this.#http);
  }

  connect(options: buildConnector.Options, callback: buildConnector.Callback, observer: ConnectObserver): void {
    const { proxy } = this;
    const refusal = this.#refusalOf(isIPv6(options.hostname) ? `[${options.hostname}]` : options.hostname);
    if (refusal !== null) return process.nextTick(callback, refusal, null);
    if (proxy === null) this.#connectTo(options, callback, observer);
    else if (options.protocol === 'https:') this.#connectThrough(proxy, options, callback, observer);
    else this.#connectTo({ ...options, hostname: proxy.hostname, port: String(proxy.port) }, callback, observer);
  }

  /** Opens one to `target` without a proxy, for this version and no other, whose bytes go to `onread`; `handle` is called once. */
  open(
    target: Target,
    version: OwnVersion,
    onread: OnReadOpts,
    observer: ConnectObserver & SessionHolder,
    handle: (error: Error | null) => void,
  ): void {
    const refusal = this.#refusalOf(target.hostname);
    if (refusal !== null) return process.nextTick(handle, refusal);
    const clock = this.#clock;
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const { socketPath } = this.#http;
    const phases = this.#timePhases(host, observer);
    const place = socketPath === undefined ? { host, port: target.port, autoSelectFamily: true } : { path: socketPath };
    const options = { ...place, ...this.#lookup(), onread };
    const socket = target.secure ? this.#tls.connect(options, host, version, observer) : connect(options);
    let connectedAt = Number.NaN;
    const settle = (): void => {
      socket.off('error', handle);
      if (target.secure) observer.tlsHandshaking = clock.now() - connectedAt;
      observer.protocol = version === 'h2' ? HTTP_2 : HTTP_1;
      if (version === 'http/1.1' || !target.secure || agreedOn(socket) === 'h2') return handle(null);
      socket.destroy();
      handle(new VersionRefusal());
    };
    observer.handleSocket(socket);
    socket.once('lookup', phases.handleLookup);
    socket.once('error', handle);
    socket.once('connect', () => {
      connectedAt = clock.now();
      observer.connecting = connectedAt - phases.connectAt;
      observer.remoteAddress = remoteAddressOf(socket);
      socket.setNoDelay(true).setKeepAlive(true, PROBE_AFTER_MS);
      if (!target.secure) settle();
    });
    socket.once('secureConnect', settle);
  }

  #refusalOf(hostname: string): HostRefusal | null {
    return this.#mayReach(hostname) ? null : new HostRefusal(hostname);
  }

  #connectTo(options: buildConnector.Options, callback: buildConnector.Callback, observer: ConnectObserver): void {
    const clock = this.#clock;
    const phases = this.#timePhases(options.hostname, observer);
    let connectedAt = Number.NaN;
    const socket = this.#open(this.#named(options), (...result) => {
      if (result[0] === null && options.protocol === 'https:') observer.tlsHandshaking = clock.now() - connectedAt;
      this.#settle(result, callback, observer);
    });
    observer.handleSocket(socket);
    socket.once('lookup', phases.handleLookup);
    socket.once('connect', () => {
      connectedAt = clock.now();
      observer.connecting = connectedAt - phases.connectAt;
    });
  }

  /** Connecting lasts until the proxy has opened the way; the TLS handshake is with the server behind it. */
  #connectThrough(
    proxy: Proxy,
    options: buildConnector.Options,
    callback: buildConnector.Callback,
    observer: ConnectObserver,
  ): void {
    const clock = this.#clock;
    const phases = this.#timePhases(proxy.hostname, observer);
    const target = options.host?.includes(':', options.host.lastIndexOf(']') + 1) === true ? options.host : `${options.host}:443`;
    const way = openTunnel(proxy, target, { autoSelectFamily: true, ...this.#lookup() }, (error) => {
      if (error !== null) return callback(error, null);
      const connectedAt = clock.now();
      observer.connecting = connectedAt - phases.connectAt;
      const socket = this.#open({ ...this.#named(options), httpSocket: way }, (...result) => {
        if (result[0] === null) observer.tlsHandshaking = clock.now() - connectedAt;
        this.#settle(result, callback, observer);
      });
      observer.handleSocket(socket);
    });
    observer.handleSocket(way);
    way.once('lookup', phases.handleLookup);
  }

  #settle(result: Parameters<buildConnector.Callback>, callback: buildConnector.Callback, observer: ConnectObserver): void {
    const [error, socket] = result;
    if (error !== null) return callback(...result);
    const isHttp2 = 'alpnProtocol' in socket && socket.alpnProtocol === 'h2';
    observer.protocol = isHttp2 ? HTTP_2 : HTTP_1;
    observer.remoteAddress = remoteAddressOf(socket);
    if (isHttp2 || this.#http.version !== '2') return callback(...result);
    socket.destroy();
    callback(new VersionRefusal(), null);
  }

  #timePhases(hostname: string, observer: ConnectObserver): { connectAt: number; readonly handleLookup: () => void } {
    const askedAt = this.#clock.now();
    const asks = this.#http.socketPath === undefined && needsLookup(hostname, this.#dns);
    observer.isResolving = asks;
    const phases = {
      connectAt: askedAt,
      handleLookup: () => {
        phases.connectAt = this.#clock.now();
        observer.isResolving = false;
        if (asks) observer.dns = phases.connectAt - askedAt;
      },
    };
    return phases;
  }

  #named(options: buildConnector.Options): buildConnector.Options {
    return this.#serverName === undefined ? options : { ...options, servername: this.#serverName };
  }

  #lookup(): { readonly lookup?: LookupFunction } {
    return this.#dns === null ? {} : { lookup: this.#dns.lookup };
  }
}

/** "127.0.0.1:8080", "[::1]:8080". */
function remoteAddressOf({ remoteAddress, remotePort }: Socket): string {
  if (remoteAddress === undefined) return '';
  return `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
}
