// A double of the `electron` module under Node, for tests of the window. Imported by tests only.
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';
import { app, calls } from './test-electron-windows.ts';
import { IpcMain } from './test-web-contents.ts';

export { app, BrowserWindow, calls, PreventableEvent } from './test-electron-windows.ts';

export const replies: { response: number; canceled?: boolean; filePath?: string }[] = [];
export const dialogs: unknown[] = [];
export const menus: unknown[] = [];

export const powerMonitor = new EventEmitter();
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' });
export const screen = {
  getPrimaryDisplay: () => ({ workAreaSize: { width: 1920, height: 1040 } }),
  getDisplayMatching: (_bounds: unknown) => ({ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
};

let lastBlocker = 0;
export const powerSaveBlocker = {
  active: new Set<number>(),
  start(kind: string): number {
    calls.push(`block ${kind}`);
    lastBlocker += 1;
    powerSaveBlocker.active.add(lastBlocker);
    return lastBlocker;
  },
  stop(id: number): void {
    if (!powerSaveBlocker.active.delete(id)) throw new Error('There is no such blocker');
    calls.push('unblock');
  },
};

async function reply(
  ...given: readonly unknown[]
): Promise<{ response: number; canceled: boolean; filePath: string; filePaths: string[] }> {
  dialogs.push(given.at(-1));
  const { response, canceled = false, filePath = '/chosen/file' } = replies.shift() ?? { response: 0 };
  return { response, canceled, filePath, filePaths: [filePath] };
}

export const dialog = {
  showErrorBox: (title: string, text: string) => void dialogs.push({ title, text }),
  showMessageBox: reply,
  showOpenDialog: reply,
  showSaveDialog: reply,
};

export const Menu = {
  buildFromTemplate: (template: unknown) => ({ template, popup: () => menus.push(template) }),
  setApplicationMenu: (menu: { readonly template: unknown }) => void menus.push(menu.template),
};

export const ipcMain = new IpcMain();
export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: (channel: string, ...given: readonly unknown[]) => ipcMain.invoke({}, channel, ...given),
});
export const exposed: Record<string, unknown> = {};
export const contextBridge = { exposeInMainWorld: (name: string, value: unknown) => void (exposed[name] = value) };
export const webUtils = { getPathForFile: (file: File) => `/dropped/${file.name}` };

export const net = { fetch: vi.fn<(url: string, options: unknown) => Promise<Response>>() };
export const shell = {
  openExternal: (url: string) => Promise.resolve(void calls.push(`open ${url}`)),
  openPath: (path: string) => Promise.resolve((calls.push(`folder ${path}`), '')),
  showItemInFolder: (path: string) => void calls.push(`show ${path}`),
};
export const clipboard = { writeText: (text: string) => void calls.push(`copied ${text}`) };
export const crashReporter = { start: (options: unknown) => void calls.push(`crashes ${JSON.stringify(options)}`) };
export const safeStorage = { isEncryptionAvailable: () => false };
export const protocol = { registerSchemesAsPrivileged: (schemes: unknown) => void privileges.push(schemes) };
export const privileges: unknown[] = [];
export const session = { defaultSession: { protocol: { handle: (scheme: string) => void calls.push(`serve ${scheme}`) } } };

export const notices: Notification[] = [];

export class Notification extends EventEmitter {
  static isSupported = (): boolean => true;
  readonly options: unknown;
  constructor(options: unknown) {
    super();
    this.options = options;
  }
  show(): void {
    notices.push(this);
  }
}

/** The state after a start of the program. */
export function startAnew(): void {
  app.startAnew();
  powerMonitor.removeAllListeners();
  ipcMain.removeHandler('onrush:call');
  powerSaveBlocker.active.clear();
  for (const list of [replies, dialogs, menus, notices]) list.length = 0;
  nativeTheme.themeSource = 'system';
}
