// The only file that talks to the host: by the window's bridge in Electron, by a WebSocket in a browser. Knows no screen.
import { useSyncExternalStore } from 'react';
import { fail, succeed, type Result } from '../../shared/errors.ts';
import type { Bridge, ClientFrame, CommandInput, CommandName, CommandOutputs, HostEvent, ServerFrame } from '../../shared/rpc.ts';
import { pack, unpack } from '../../shared/wire.ts';
import { reconnectPause } from './reconnect.ts';

declare global {
  interface Window {
    /** Offered by Electron's preload script. */
    readonly onrush?: Bridge;
  }
}

/** `tries` counts the attempts since the connection was lost; `refused` means the page has no key to the host. */
export type Connection =
  | { readonly kind: 'open' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'lost'; readonly tries: number }
  | { readonly kind: 'refused' };

const TOKEN_KEY = 'onrush-token';
const LOST = 'The connection to Onrush was lost before it answered. Try again once it is back.';

export async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutputs[N]>> {
  const result = await bridge.call(name, input);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- The host is typed against the same contract.
  return result as Result<CommandOutputs[N]>;
}

/** In Electron's window, not in a browser. */
export function isInWindow(): boolean {
  return window.onrush !== undefined;
}

/** Hands a file over to the browser host; the ticket stands for it in a command. */
export async function upload(file: File): Promise<Result<string>> {
  const headers = {
    authorization: `Bearer ${sessionStorage.getItem(TOKEN_KEY) ?? ''}`,
    'x-file-name': encodeURIComponent(file.name),
  };
  try {
    const response = await fetch('/upload', { method: 'POST', headers, body: file });
    const text = await response.text();
    return response.ok ? succeed(text) : fail('bad_request', text.trim());
  } catch {
    return fail('disconnected', 'The file could not be handed over: it changed meanwhile, or the connection to Onrush was lost.');
  }
}

/** Returns how to stop listening. */
export function listen(handle: (event: HostEvent) => void): () => void {
  return bridge.listen(handle);
}

let connection: Connection = { kind: window.onrush === undefined ? 'opening' : 'open' };
const watchers = new Set<() => void>();

export function currentConnection(): Connection {
  return connection;
}

/** Returns how to stop watching. */
export function watchConnection(handle: () => void): () => void {
  watchers.add(handle);
  return () => void watchers.delete(handle);
}

export function useConnection(): Connection {
  return useSyncExternalStore(watchConnection, currentConnection);
}

function enter(next: Connection): void {
  connection = next;
  for (const handle of watchers) handle();
}

class SocketBridge implements Bridge {
  readonly #token: string;
  readonly #pending = new Map<number, (result: Result<unknown>) => void>();
  readonly #listeners = new Set<(event: HostEvent) => void>();
  #waiting: ClientFrame[] = [];
  #socket: WebSocket | null = null;
  #nextId = 1;
  #tries = 0;

  constructor(token: string) {
    this.#token = token;
    this.#connect();
  }

  call(name: CommandName, input: unknown): Promise<Result<unknown>> {
    if (connection.kind === 'lost') return Promise.resolve(fail('disconnected', LOST));
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
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/rpc`, ['onrush', this.#token]);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#tries = 0;
      for (const frame of this.#waiting.splice(0)) socket.send(pack(frame));
      enter({ kind: 'open' });
    });
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    // A failed attempt closes too.
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
    enter({ kind: 'lost', tries: this.#tries });
    for (const resolve of pending) resolve(fail('disconnected', LOST));
    setTimeout(() => this.#connect(), reconnectPause(this.#tries));
  }
}

/** Of a page that was opened without the host's key: every command says so. */
const refusedBridge: Bridge = {
  call: () => Promise.resolve(fail('bad_request', 'Open Onrush by the address it printed.')),
  listen: () => () => undefined,
};

/** The key comes in the address once and moves to the tab's own storage, so that it is in no bookmark. */
function takeToken(): string | null {
  const token = /^#token=([\w-]+)/.exec(location.hash)?.[1];
  if (token === undefined) return sessionStorage.getItem(TOKEN_KEY);
  sessionStorage.setItem(TOKEN_KEY, token);
  history.replaceState(null, '', `${location.pathname}#/`);
  return token;
}

function openBridge(): Bridge {
  if (window.onrush !== undefined) return window.onrush;
  // A new address pasted over the old one changes the fragment only.
  addEventListener('hashchange', () => {
    if (location.hash.startsWith('#token=') && takeToken() !== null) location.reload();
  });
  const token = takeToken();
  if (token !== null) return new SocketBridge(token);
  enter({ kind: 'refused' });
  return refusedBridge;
}

const bridge = openBridge();
