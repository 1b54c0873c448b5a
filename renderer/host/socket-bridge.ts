// A browser's connection to the host: one WebSocket, opened again whenever it is lost. It knows neither page nor screens.
import { fail, type Result } from '../../shared/errors.ts';
import type { Bridge, CommandName, HostEvent } from '../../shared/rpc.ts';
import type { ClientFrame, ServerFrame } from '../../shared/socket-frames.ts';
import { pack, unpack } from '../../shared/wire.ts';
import { reconnectPause } from './reconnect.ts';

/** `tries` counts the attempts since the connection was lost; `refused` means that the page has no key for the host. */
export type Connection =
  | { readonly kind: 'open' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'lost'; readonly tries: number }
  | { readonly kind: 'refused' };

interface SocketBridgeOptions {
  /** ws: or wss: */
  readonly url: string;
  readonly token: string;
  readonly handleConnection: (connection: Connection) => void;
}

const LOST = 'The connection to Onrush was lost before it responded. Try again once it is back.';

export class SocketBridge implements Bridge {
  readonly #options: SocketBridgeOptions;
  readonly #pending = new Map<number, (result: Result<unknown>) => void>();
  readonly #listeners = new Set<(event: HostEvent) => void>();
  #waiting: ClientFrame[] = [];
  #socket: WebSocket | null = null;
  #nextId = 1;
  #tries = 0;

  constructor(options: SocketBridgeOptions) {
    this.#options = options;
    this.#connect();
  }

  /** Before the first connection commands wait for it; after a loss they fail until it is back. */
  call(name: CommandName, input: unknown): Promise<Result<unknown>> {
    if (this.#tries > 0) return Promise.resolve(fail('disconnected', LOST));
    const frame = { id: this.#nextId++, name, input };
    return new Promise((resolve) => {
      this.#pending.set(frame.id, resolve);
      if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(pack(frame));
      else this.#waiting.push(frame);
    });
  }

  listen(handle: (event: HostEvent) => void): () => void {
    this.#listeners.add(handle);
    return () => void this.#listeners.delete(handle);
  }

  #connect(): void {
    const socket = new WebSocket(this.#options.url, ['onrush', this.#options.token]);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#tries = 0;
      for (const frame of this.#waiting.splice(0)) socket.send(pack(frame));
      this.#options.handleConnection({ kind: 'open' });
    });
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    // A failed attempt also fires this event.
    socket.addEventListener('close', () => this.#reconnect());
  }

  #receive(data: ArrayBuffer): void {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- The socket carries the host's frames alone.
    const frame = unpack(data) as ServerFrame;
    if ('event' in frame) {
      for (const handle of this.#listeners) handle(frame.event);
      return;
    }
    this.#pending.get(frame.id)?.(frame.result);
    this.#pending.delete(frame.id);
  }

  #reconnect(): void {
    this.#waiting = [];
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#tries += 1;
    this.#options.handleConnection({ kind: 'lost', tries: this.#tries });
    for (const resolve of pending) resolve(fail('disconnected', LOST));
    setTimeout(() => this.#connect(), reconnectPause(this.#tries));
  }
}
