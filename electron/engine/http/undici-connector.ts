// Opens connections for undici as the plan demands: those through a proxy, and those for requests that only undici can write.
// Apart from undici-client this is the only file that knows undici.
import { isIPv6, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { PROTOCOLS } from '../../../shared/sample.ts';
import { VersionRefusal } from '../faults/h2-fault.ts';
import { remoteAddressOf, type Connector, type ConnectObserver } from './connector.ts';
import type { Proxy } from './peer.ts';
import { isResumed } from './tls-connections.ts';
import { openTunnel } from './tunnel.ts';

/** How many TLS sessions undici keeps. */
const MOST_SESSIONS = 100;

const HTTP_1 = PROTOCOLS.indexOf('HTTP/1.1');
const HTTP_2 = PROTOCOLS.indexOf('HTTP/2');

/** undici's connector returns its socket, although its types do not say so. */
type OpenSocket = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;

const made = new WeakMap<Connector, UndiciConnector>();

/** One function serves all connections of a connector, because undici keeps the TLS sessions in it. */
export function undiciConnectorOf(connector: Connector): UndiciConnector {
  const known = made.get(connector) ?? new UndiciConnector(connector);
  made.set(connector, known);
  return known;
}

class UndiciConnector {
  readonly #connector: Connector;
  readonly #open: OpenSocket;

  constructor(connector: Connector) {
    const { http, tls, secured } = connector;
    this.#connector = connector;
    this.#open = buildConnector({
      timeout: 0,
      allowH2: http.version !== '1.1',
      preferH2: http.version !== '1.1',
      // Over http:// there is no negotiation: HTTP/2 begins with the first byte.
      ...(http.version === '2' ? { useH2c: true } : {}),
      autoSelectFamily: true,
      rejectUnauthorized: tls.verify,
      ...(http.socketPath === undefined ? {} : { socketPath: http.socketPath }),
      secureContext: secured.secureContext,
      maxCachedSessions: tls.resume ? MOST_SESSIONS : 0,
      ...connector.lookup(),
    }) as OpenSocket;
  }

  connect(options: buildConnector.Options, callback: buildConnector.Callback, observer: ConnectObserver): void {
    const { proxy } = this.#connector;
    const refusal = this.#connector.refusalOf(isIPv6(options.hostname) ? `[${options.hostname}]` : options.hostname);
    if (refusal !== null) return process.nextTick(callback, refusal, null);
    if (proxy === null) this.#connectTo(options, callback, observer);
    else if (options.protocol === 'https:') this.#connectThrough(proxy, options, callback, observer);
    else this.#connectTo({ ...options, hostname: proxy.hostname, port: String(proxy.port) }, callback, observer);
  }

  #connectTo(options: buildConnector.Options, callback: buildConnector.Callback, observer: ConnectObserver): void {
    const { clock } = this.#connector;
    const phases = this.#connector.timePhases(options.hostname, observer);
    let connectedAt = Number.NaN;
    const socket = this.#open(this.#named(options), (...result) => {
      if (result[0] === null && options.protocol === 'https:') observer.tlsHandshaking = clock.now() - connectedAt;
      this.#settle(result, callback, observer);
    });
    observer.handleSocket(socket);
    socket.once('lookup', phases.handleLookup);
    // Before undici's own listener, in which the request is already written.
    socket.prependOnceListener('connect', () => {
      connectedAt = clock.now();
      observer.connecting = connectedAt - phases.connectAt;
    });
  }

  /** The connect phase lasts until the proxy has opened the tunnel; the TLS handshake is with the server behind it. */
  #connectThrough(
    proxy: Proxy,
    options: buildConnector.Options,
    callback: buildConnector.Callback,
    observer: ConnectObserver,
  ): void {
    const { clock } = this.#connector;
    const phases = this.#connector.timePhases(proxy.hostname, observer);
    const target = options.host?.includes(':', options.host.lastIndexOf(']') + 1) === true ? options.host : `${options.host}:443`;
    const way = openTunnel(proxy, target, { autoSelectFamily: true, ...this.#connector.lookup() }, (error) => {
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
    observer.resumed = isResumed(socket);
    observer.remoteAddress = remoteAddressOf(socket);
    if (isHttp2 || this.#connector.http.version !== '2') return callback(...result);
    socket.destroy();
    callback(new VersionRefusal(), null);
  }

  #named(options: buildConnector.Options): buildConnector.Options {
    const { serverName } = this.#connector.tls;
    return serverName === undefined ? options : { ...options, servername: serverName };
  }
}
