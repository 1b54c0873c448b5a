// Opens the connections of one worker's virtual users, as the plan asks, and times their phases.
// Knows no requests. Beside http-client the only file that knows undici.
import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import type { HttpOptions } from '../../shared/plan-http.ts';
import type { Clock } from './clock.ts';
import { DnsCache, needsLookup } from './dns-cache.ts';

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
}

/** undici's connector returns its socket, though its types do not say so. */
type OpenSocket = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;

export class Connector {
  readonly #clock: Clock;
  readonly #dns: DnsCache | null;
  readonly #open: OpenSocket;

  constructor({ clock, http }: ConnectorSettings) {
    this.#clock = clock;
    this.#dns = http.dnsCache === 'run' ? new DnsCache() : null;
    this.#open = buildConnector({
      timeout: 0,
      allowH2: false,
      autoSelectFamily: true,
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
    const socket = this.#open(options, (...result) => {
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
