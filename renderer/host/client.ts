// The only file that communicates with the host: through the window's bridge in Electron, by a WebSocket in a browser. It does
// not know screens.
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

/** True in Electron's window, false in a browser. */
export function isInWindow(): boolean {
  return window.onrush !== undefined;
}

const openedPaths = new WeakMap<File, string>();

/** Remembers the path of a file whose content came from the host. */
export function rememberPath(file: File, path: string): void {
  openedPaths.set(file, path);
}

/** The path of a file that a person chose; null if it is unknown. */
export function diskPathOf(file: File): string | null {
  const known = openedPaths.get(file);
  if (known !== undefined) return known;
  return window.onrush?.pathOf(file) ?? null;
}

/** Uploads a file to the browser host; commands refer to it by the returned ticket. */
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

/** For its only listener, `followHost`. Returns a function that stops listening. */
export function listen(handle: (event: HostEvent) => void): () => void {
  return bridge.listen(handle);
}

export const connection = createStore<Connection>({ kind: window.onrush === undefined ? 'opening' : 'open' });

export function useConnection(): Connection {
  return useStore(connection, (value) => value);
}

/** The bridge of a page that was opened without the host's key: every command fails with a sentence about it. */
const refusedBridge: Bridge = {
  call: () => Promise.resolve(fail('bad_request', 'Open Onrush by the address it printed.')),
  listen: () => () => undefined,
};

/** The key is in the URL only once and is then moved to the tab's storage, so that no bookmark contains it. */
function takeToken(): string | null {
  const token = /^#token=([\w-]+)/.exec(location.hash)?.[1];
  if (token === undefined) return sessionStorage.getItem(TOKEN_KEY);
  sessionStorage.setItem(TOKEN_KEY, token);
  history.replaceState(null, '', `${location.pathname}#/`);
  return token;
}

function openBridge(): Bridge {
  if (window.onrush !== undefined) return readBridge(window.onrush);
  // Pasting a new URL over the old one only changes the fragment.
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
