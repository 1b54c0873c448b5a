// A double of the `electron` module under Node, for tests of the window: its objects emit the events that Electron documents, in
// that order. https://www.electronjs.org/docs/latest/api/app#event-before-quit. Imported by tests only.
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

export const calls: string[] = [];
export const replies: { response: number; canceled?: boolean; filePath?: string }[] = [];
export const dialogs: unknown[] = [];
export const menus: unknown[] = [];
let windows: BrowserWindow[] = [];

export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

type IpcHandler = (event: unknown, ...given: readonly unknown[]) => unknown;

class IpcMain {
  readonly #handlers = new Map<string, IpcHandler>();
  handle(channel: string, handler: IpcHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }
  /** Calls as the page does, with whatever can be cloned. */
  invoke(event: unknown, channel: string, ...given: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`Error occurred in handler: No handler registered for '${channel}'`);
    return Promise.resolve(handler(event, ...structuredClone(given))).then((value) => structuredClone(value));
  }
}

class WebContents extends EventEmitter {
  readonly sent: unknown[] = [];
  hasCrashed = false;
  isCrashed = (): boolean => this.hasCrashed;
  readonly ipc = new IpcMain();
  /**
   * Whether the page gets a permission that it requests; like Electron, the double grants all of them until the app decides
   * otherwise.
   */
  permits = { check: (_permission: string): boolean => true, request: (_permission: string): boolean => true };
  readonly session = {
    setPermissionCheckHandler: (handler: (contents: unknown, permission: string) => boolean) => {
      this.permits.check = (permission) => handler(this, permission);
    },
    setPermissionRequestHandler: (
      handler: (contents: unknown, permission: string, decide: (isGiven: boolean) => void) => void,
    ) => {
      this.permits.request = (permission) => {
        let isGiven = false;
        handler(this, permission, (decision) => (isGiven = decision));
        return isGiven;
      };
    },
  };
  openWindow: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: 'allow' });
  /** Nothing is drawn in the double. */
  executeJavaScript = (): Promise<unknown> => Promise.resolve(true);
  reload(): void {
    calls.push('reload');
  }
  send(...message: readonly unknown[]): void {
    this.sent.push(message);
  }
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.openWindow = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): readonly BrowserWindow[] {
    return windows;
  }
  readonly webContents = new WebContents();
  readonly options: Readonly<Record<string, unknown>>;
  normalBounds = { x: 10, y: 20, width: 1200, height: 800 };
  #isFocused = true;
  #isDestroyed = false;
  #isVisible = true;
  #isMinimized = false;

  constructor(options: Readonly<Record<string, unknown>> = {}) {
    super();
    this.options = options;
    windows.push(this);
  }
  loadURL(): Promise<void> {
    return Promise.resolve();
  }
  isDestroyed = (): boolean => this.#isDestroyed;
  isVisible = (): boolean => this.#needed(this.#isVisible);
  isMinimized = (): boolean => this.#needed(this.#isMinimized);
  show(): void {
    this.#isVisible = this.#needed(true);
    calls.push('show');
  }
  hide(): void {
    this.#isVisible = this.#needed(false);
    calls.push('hide');
  }
  minimize(): void {
    this.#isMinimized = true;
  }
  restore(): void {
    this.#isMinimized = this.#needed(false);
    calls.push('restore');
  }
  isFocused = (): boolean => this.#isFocused;
  blur(): void {
    this.#isFocused = false;
  }
  setProgressBar(share: number): void {
    calls.push(`progress ${share}`);
  }
  flashFrame(isOn: boolean): void {
    calls.push(`flash ${isOn}`);
  }
  maximize(): void {
    calls.push('maximize');
  }
  isMaximized = (): boolean => calls.includes('maximize');
  getNormalBounds = (): { x: number; y: number; width: number; height: number } => this.normalBounds;
  focus(): void {
    this.#isFocused = this.#needed(true);
    calls.push('focus');
    this.emit('focus');
  }
  /** 'close' first, which a listener may prevent; then 'closed', and 'window-all-closed' unless the app quits. */
  close(): boolean {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }
  /** Emits no 'close' first, so nothing can prevent it. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows = windows.filter((one) => one !== this);
    this.emit('closed');
    if (windows.length > 0 || app.isQuitting) return;
    // A program that does not listen to this event quits.
    if (!app.emit('window-all-closed')) app.quit();
  }
  #needed<T>(value: T): T {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    return value;
  }
}

class App extends EventEmitter {
  isQuitting = false;
  exitCode: number | null = null;
  /** 'before-quit', then every window closes, then 'will-quit' and 'quit'; each of the first three may be prevented. */
  quit(): void {
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.isQuitting = true;
    if (!windows.every((window) => window.close())) {
      this.isQuitting = false;
      return;
    }
    const will = new PreventableEvent();
    this.emit('will-quit', will);
    if (!will.defaultPrevented) this.exit();
  }
  /** Windows that are still open are destroyed without a 'close'. */
  exit(code = 0): void {
    this.isQuitting = true;
    this.exitCode ??= code;
    for (const window of windows) window.destroy();
    calls.push('exit');
  }
  relaunch({ execPath }: { readonly execPath?: string } = {}): void {
    calls.push(execPath === undefined ? 'relaunch' : `relaunch ${execPath}`);
  }
  isPackaged = false;
  readonly paths = new Map<string, string>();
  setName(name: string): void {
    calls.push(`name ${name}`);
  }
  setAppUserModelId(): void {
    calls.push('model id');
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  getAppPath = (): string => '/app';
  isFirst = true;
  requestSingleInstanceLock = (): boolean => this.isFirst;
  ready: Promise<void> = Promise.resolve();
  whenReady = (): Promise<void> => this.ready;
  setBadgeCount(count: number): void {
    calls.push(`badge ${count}`);
  }
  addRecentDocument(path: string): void {
    calls.push(`recent ${path}`);
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? `/${name}`;
  }
}

export const app = new App();
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
  for (const emitter of [app, powerMonitor]) emitter.removeAllListeners();
  ipcMain.removeHandler('onrush:call');
  app.isQuitting = false;
  app.exitCode = null;
  powerSaveBlocker.active.clear();
  for (const list of [calls, replies, dialogs, menus, notices]) list.length = 0;
  nativeTheme.themeSource = 'system';
  windows = [];
}
