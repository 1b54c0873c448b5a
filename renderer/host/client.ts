// The only file that talks to the host: by the window's bridge in Electron, by a WebSocket in a browser. Knows no screen.
import { fail, succeed, type Result } from '../../shared/errors.ts';
import type { Bridge, CommandInput, CommandName, CommandOutputs, HostEvent } from '../../shared/rpc.ts';
import { SocketBridge, type Connection } from './socket-bridge.ts';
import { createStore, useStore } from './store.ts';
import type { WindowBridge } from '../../shared/window-bridge.ts';
import { unpack } from '../../shared/wire.ts';

declare global {
  interface Window {
    /** Offered by Electron's preload script. */
    readonly onrush?: WindowBridge<File>;
  }
}

const TOKEN_KEY = 'onrush-token';

export async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutputs[N]>> {
  const result = await bridge.call(name, input);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- The host is typed against the same contract.
  return result as Result<CommandOutputs[N]>;
}

/** In Electron's window, not in a browser. */
export function isInWindow(): boolean {
  return window.onrush !== undefined;
}

const openedPaths = new WeakMap<File, string>();

/** Remembers the path of a file whose bytes the host gave. */
export function rememberPath(file: File, path: string): void {
  openedPaths.set(file, path);
}

/** Where a file that a person chose is; null where nobody tells. */
export function diskPathOf(file: File): string | null {
  const known = openedPaths.get(file);
  if (known !== undefined) return known;
  return window.onrush?.pathOf(file) ?? null;
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
    return fail(
      'disconnected',
      'The file could not be sent to Onrush: it was changed in the meantime, or the connection was lost.',
    );
  }
}

/** For the one listener, which `followHost` is. Returns how to stop listening. */
export function listen(handle: (event: HostEvent) => void): () => void {
  return bridge.listen(handle);
}

export const connection = createStore<Connection>({ kind: window.onrush === undefined ? 'opening' : 'open' });

export function useConnection(): Connection {
  return useStore(connection, (value) => value);
}

/** The bridge of a page that was opened without the host's key: every command says so. */
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
  if (window.onrush !== undefined) return readBridge(window.onrush);
  // A new address pasted over the old one changes the fragment only.
  addEventListener('hashchange', () => {
    if (location.hash.startsWith('#token=') && takeToken() !== null) location.reload();
  });
  const token = takeToken();
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const url = `${scheme}://${location.host}/rpc`;
  if (token !== null) return new SocketBridge({ url, token, handleConnection: connection.set });
  connection.set({ kind: 'refused' });
  return refusedBridge;
}

const bridge = openBridge();

function readBridge(window: WindowBridge<File>): Bridge {
  return {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- The host is typed against the same contract.
    call: async (name, input) => unpack(await window.call(name, input)) as Result<unknown>,
    // oxlint-disable-next-line typescript/consistent-type-assertions -- The host is typed against the same contract.
    listen: (handle) => window.listen((event) => handle(unpack(event) as HostEvent)),
  };
}
