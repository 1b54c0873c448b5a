// Opens the connections of one worker's virtual users, as the plan asks, and times their phases.
// Knows no requests. Beside http-client the only file that knows undici.
import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { HttpOptions } from '../../shared/plan-http.ts';
import type { TlsOptions } from '../../shared/plan-tls.ts';
import type { Clock } from './clock.ts';
import { DnsCache, needsLookup } from './dns-cache.ts';
import type { TlsFiles } from './tls-files.ts';

/** Durations in ms, written as they become known. */
export interface ConnectObserver {
  dns: number;
  connecting: number;
  tlsHandshaking: number;
  /** True while a name server is being asked. */
  isResolving: boolean;
  /** Called at once with the socket of the attempt: the handle to give it up. */
  handleSocket(socket: Socket): void;
}

export interface ConnectorSettings {
  readonly clock: Clock;
  readonly http: HttpOptions;
  readonly tls: TlsOptions;
  readonly tlsFiles: TlsFiles;
}

/** undici's connector returns its socket, though its types do not say so. */
type OpenSocket = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;

export class Connector {
  readonly #clock: Clock;
  readonly #dns: DnsCache | null;
  readonly #serverName: string | undefined;
  readonly #open: OpenSocket;

  constructor({ clock, http, tls, tlsFiles }: ConnectorSettings) {
    this.#clock = clock;
    this.#dns = http.dnsCache === 'run' ? new DnsCache() : null;
    this.#serverName = tls.serverName;
    const secureContext = secureContextOf(tls, tlsFiles);
    this.#open = buildConnector({
      timeout: 0,
      allowH2: false,
      autoSelectFamily: true,
      rejectUnauthorized: tls.verify,
      ...(secureContext === null ? {} : { secureContext }),
      ...(this.#dns === null ? {} : { lookup: this.#dns.lookup }),
    }) as OpenSocket;
  }

  connect(options: buildConnector.Options, callback: buildConnector.Callback, observer: ConnectObserver): void {
    const clock = this.#clock;
    const askedAt = clock.now();
    const asks = needsLookup(options.hostname, this.#dns);
    observer.isResolving = asks;
    let connectAt = askedAt;
    let connectedAt = askedAt;
    const named = this.#serverName === undefined ? options : { ...options, servername: this.#serverName };
    const socket = this.#open(named, (...result) => {
      if (result[0] === null && options.protocol === 'https:') observer.tlsHandshaking = clock.now() - connectedAt;
      callback(...result);
    });
    observer.handleSocket(socket);
    socket.once('lookup', () => {
      connectAt = clock.now();
      observer.isResolving = false;
      if (asks) observer.dns = connectAt - askedAt;
    });
    socket.once('connect', () => {
      connectedAt = clock.now();
      observer.connecting = connectedAt - connectAt;
    });
  }
}

/** Null where the usual one does. */
function secureContextOf({ passphrase }: TlsOptions, { ca, cert, key, pfx }: TlsFiles): SecureContext | null {
  if (ca === undefined && cert === undefined && pfx === undefined) return null;
  return createSecureContext({
    ...(ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(pfx === undefined ? {} : { pfx: Buffer.from(pfx) }),
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}
