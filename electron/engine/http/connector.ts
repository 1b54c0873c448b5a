// Opens the connections of one worker's virtual users as the plan demands, and measures the phases of each. It does not know
// requests.
import { isIP, isIPv4, type LookupFunction, type Socket } from 'node:net';
import type { HttpOptions } from '../../../shared/plan/plan-http.ts';
import type { TlsOptions } from '../../../shared/plan/plan-tls.ts';
import { PROTOCOLS } from '../../../shared/sample.ts';
import type { Clock } from '../time/clock.ts';
import { DnsCache, lookUpAgain, needsLookup } from './dns-cache.ts';
import { VersionRefusal } from '../faults/h2-fault.ts';
import { HostRefusal } from '../faults/host-refusal.ts';
import { peerOf, proxyOf, type Proxy } from './peer.ts';
import type { PlainSockets } from './plain-sockets.ts';
import type { Peer } from '../faults/fault-context.ts';
import type { TlsFiles } from '../files/plan-files.ts';
import type { Reach } from './reach.ts';
import { agreedOn, isResumed, TlsConnections, type OwnVersion, type SessionHolder } from './tls-connections.ts';

/** Receives the durations of the phases in ms as soon as each is known. */
export interface ConnectObserver {
  dns: number;
  connecting: number;
  tlsHandshaking: number;
  /** Whether that handshake resumed a session; null if there was none. */
  resumed: boolean | null;
  /** True while the DNS lookup is going on. */
  isResolving: boolean;
  /** Index in PROTOCOLS of the protocol on the last connection that was opened. */
  protocol: number;
  /** The address of the last connection that was opened; empty for a Unix socket. */
  remoteAddress: string;
  /** Called at once with the socket of the attempt, so that the attempt can be given up. */
  handleSocket(socket: Socket): void;
}

export interface ConnectorSettings {
  readonly clock: Clock;
  readonly http: HttpOptions;
  readonly tls: TlsOptions;
  readonly tlsFiles: TlsFiles;
  /** Asked before each connection is opened, so that nothing is sent to a host that was not confirmed. */
  readonly mayReach: Reach;
}

/** After this time in ms without traffic the kernel probes a connection. The value is undici's. */
const PROBE_AFTER_MS = 60_000;

/** A run rarely reaches more addresses. */
const MOST_ADDRESSES = 1000;

const HTTP_1 = PROTOCOLS.indexOf('HTTP/1.1');
const HTTP_2 = PROTOCOLS.indexOf('HTTP/2');

interface Target {
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
}

/** `spoken` is the version that is spoken on the connection. */
type HandleOpened = (error: Error | null, spoken: OwnVersion) => void;

/** The moments at which the phases of a connection begin. */
export interface PhaseTimes {
  /** When connecting begins, which is after the DNS lookup. */
  connectAt: number;
  readonly handleLookup: () => void;
}

export class Connector {
  readonly clock: Clock;
  readonly http: HttpOptions;
  readonly tls: TlsOptions;
  readonly proxy: Proxy | null;
  readonly #mayReach: Reach;
  readonly #dns: DnsCache | null;
  readonly #tlsFiles: TlsFiles;
  #secured: TlsConnections | null = null;
  readonly #addresses = new Map<string, string>();

  constructor({ clock, http, tls, tlsFiles, mayReach }: ConnectorSettings) {
    this.clock = clock;
    this.http = http;
    this.tls = tls;
    this.proxy = proxyOf(http);
    this.#mayReach = mayReach;
    this.#dns = http.dnsCache === 'run' ? new DnsCache() : null;
    this.#tlsFiles = tlsFiles;
    // The files are checked here, so that an error in them is found before anything is sent.
    if (Object.keys(tlsFiles).length > 0) this.#secured = new TlsConnections(tls, tlsFiles);
  }

  /** Created with the first TLS connection, because most plans have none. */
  get secured(): TlsConnections {
    return (this.#secured ??= new TlsConnections(this.tls, this.#tlsFiles));
  }

  /** Describes the other end of a connection for `target`. */
  peerOf(target: { readonly hostname: string; readonly port: number }): Peer {
    return peerOf(target, this.proxy, this.http);
  }

  /**
   * Opens a connection to `target` without a proxy; its bytes go to the `onread` of `sockets`. `handle` is called once, with the
   * version that is spoken: `version`, unless the plan lets the server choose over TLS.
   */
  open(
    target: Target,
    version: OwnVersion,
    sockets: PlainSockets,
    observer: ConnectObserver & { readonly sessions: SessionHolder },
    handle: HandleOpened,
  ): void {
    const refusal = this.refusalOf(target.hostname);
    if (refusal !== null) return process.nextTick(handle, refusal, version);
    if (target.secure) return this.#openSecured(target, version, sockets, observer, handle);
    const host = bareHost(target);
    const phases = this.timePhases(host, observer);
    const options = this.#optionsOf(host, target.port);
    const socket = sockets.open(options, {
      handleLookup: phases.handleLookup,
      handleFailed: (error) => handle(error, version),
      handleConnected: () => {
        this.#noteConnected(socket, { host, port: target.port }, phases, observer);
        if (this.http.keepAlive) keepOpen(socket);
        observer.protocol = version === 'h2' ? HTTP_2 : HTTP_1;
        handle(null, version);
      },
    });
    observer.handleSocket(socket);
  }

  #openSecured(
    target: Target,
    version: OwnVersion,
    { onread }: PlainSockets,
    observer: ConnectObserver & { readonly sessions: SessionHolder },
    handle: HandleOpened,
  ): void {
    const { clock } = this;
    const mayChoose = this.http.version === 'auto';
    const fail = (error: Error): void => handle(error, version);
    const host = bareHost(target);
    const phases = this.timePhases(host, observer);
    const options = { ...this.#optionsOf(host, target.port), onread };
    const socket = this.secured.connect(options, host, mayChoose || version === 'h2', observer.sessions);
    let connectedAt = Number.NaN;
    observer.handleSocket(socket);
    socket.once('lookup', phases.handleLookup);
    socket.once('error', fail);
    socket.once('connect', () => {
      connectedAt = this.#noteConnected(socket, { host, port: target.port }, phases, observer);
      keepOpen(socket);
    });
    socket.once('secureConnect', () => {
      socket.off('error', fail);
      observer.tlsHandshaking = clock.now() - connectedAt;
      observer.resumed = isResumed(socket);
      const spoken = mayChoose || version === 'h2' ? agreedOn(socket) : version;
      observer.protocol = spoken === 'h2' ? HTTP_2 : HTTP_1;
      if (spoken === version || mayChoose) return handle(null, spoken);
      socket.destroy();
      fail(new VersionRefusal());
    });
  }

  /** Returns when it was connected. */
  #noteConnected(
    socket: Socket,
    { host, port }: { readonly host: string; readonly port: number },
    { connectAt }: PhaseTimes,
    observer: ConnectObserver,
  ): number {
    const connectedAt = this.clock.now();
    observer.connecting = connectedAt - connectAt;
    const isKnown = this.http.socketPath === undefined && isOneAddress(host);
    observer.remoteAddress = this.#oneText(isKnown ? `${host}:${port}` : remoteAddressOf(socket));
    return connectedAt;
  }

  /** The same string for the same address, so that users share it and comparing two takes one look. */
  #oneText(address: string): string {
    const known = this.#addresses.get(address);
    if (known !== undefined) return known;
    if (this.#addresses.size === MOST_ADDRESSES) this.#addresses.clear();
    this.#addresses.set(address, address);
    return address;
  }

  /** The options are written out in full: with a connection for each request, every merged object costs time. */
  #optionsOf(host: string, port: number) {
    const { socketPath } = this.http;
    if (socketPath !== undefined) return { path: socketPath };
    if (isIP(host) !== 0) return { host, port };
    return { host, port, autoSelectFamily: true, lookup: this.#dns?.lookup ?? lookUpAgain };
  }

  /** Returns null if connections to the host are allowed. */
  refusalOf(hostname: string): HostRefusal | null {
    return this.#mayReach(hostname) ? null : new HostRefusal(hostname);
  }

  timePhases(hostname: string, observer: ConnectObserver): PhaseTimes {
    const askedAt = this.clock.now();
    const asks = this.http.socketPath === undefined && needsLookup(hostname, this.#dns);
    observer.isResolving = asks;
    const phases = {
      connectAt: askedAt,
      handleLookup: () => {
        phases.connectAt = this.clock.now();
        observer.isResolving = false;
        if (asks) observer.dns = phases.connectAt - askedAt;
      },
    };
    return phases;
  }

  lookup(): { readonly lookup: LookupFunction } {
    return { lookup: this.#dns?.lookup ?? lookUpAgain };
  }
}

function bareHost({ hostname }: Target): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function keepOpen(socket: Socket): void {
  socket.setNoDelay(true).setKeepAlive(true, PROBE_AFTER_MS);
}

/**
 * True if a connection to `host` can only have reached that address, so that the system need not be asked. "0.0.0.0" stands for
 * this computer.
 */
function isOneAddress(host: string): boolean {
  return isIPv4(host) && host !== '0.0.0.0';
}

/** "127.0.0.1:8080", "[::1]:8080". */
export function remoteAddressOf({ remoteAddress, remotePort }: Socket): string {
  if (remoteAddress === undefined) return '';
  return `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
}
