// A stand-in for the `electron` module in plain Node: the built main process runs on it unchanged, and messages replace the
// window. Dialogs reply what the test sets next.
import { EventEmitter } from 'node:events';

const dialogs = [];
export const shown = [];
/** What the page asks the main process, and the files of the page. */
export const doors = { invoke: null, page: null };
/** The replies of the next dialogs. */
export function reply(next) {
  dialogs.push(next);
}

class Contents extends EventEmitter {
  ipc = { handle: (_channel, handler) => void (doors.invoke = handler) };
  session = { setPermissionCheckHandler() {}, setPermissionRequestHandler() {} };
  isCrashed = () => false;
  reload() {}
  setWindowOpenHandler() {}
  send(_channel, bytes) {
    process.send({ kind: 'event', bytes: exact(bytes, MOST_BYTES.event) });
  }
}

/**
 * Specs send small messages, so a larger one contains data that nothing shows. The dots of a busy snapshot take some 70 kB, where the
 * computer was held up and then caught up.
 */
export const MOST_BYTES = { input: 262_144, reply: 2_097_152, event: 262_144 };

/** Electron would transfer the whole buffer that an array is part of. */
export function exact(bytes, most) {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('Only bytes cross the window');
  if (bytes.buffer.byteLength !== bytes.length)
    throw new RangeError(`${bytes.buffer.byteLength} bytes would cross the window for ${bytes.length}`);
  if (bytes.length > most) throw new RangeError(`${bytes.length} bytes would cross the window at once, and ${most} are the most`);
  return bytes;
}

export class BrowserWindow extends EventEmitter {
  static all = [];
  static getAllWindows = () => BrowserWindow.all;
  webContents = new Contents();
  constructor() {
    super();
    BrowserWindow.all.push(this);
  }
  loadURL = () => Promise.resolve();
  isDestroyed = () => false;
  isVisible = () => true;
  isMinimized = () => false;
  isMaximized = () => false;
  isFullScreen = () => false;
  /** During a test the person looks elsewhere. */
  isFocused = () => false;
  getNormalBounds = () => ({ x: 0, y: 0, width: 1280, height: 800 });
  setProgressBar(share) {
    shown.push({ kind: 'progress', share });
  }
  flashFrame() {}
  maximize() {}
  show() {}
  hide() {
    shown.push({ kind: 'hidden' });
  }
  restore() {}
  focus() {}
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  setName() {},
  setAppUserModelId() {},
  setPath() {},
  getPath: (name) => `/${name}`,
  getAppPath: () => '/',
  requestSingleInstanceLock: () => true,
  whenReady: () => Promise.resolve(),
  setBadgeCount: (count) => void shown.push({ kind: 'badge', count }),
  addRecentDocument() {},
  relaunch() {},
  exit: (code = 0) => process.exit(code),
  quit() {
    app.emit('before-quit', { preventDefault() {} });
  },
});

async function ask(options) {
  shown.push({ kind: 'dialog', options });
  const { response = 0, path = '' } = dialogs.shift() ?? {};
  return { response, canceled: path === '', filePath: path, filePaths: path === '' ? [] : [path] };
}

export const dialog = {
  showMessageBox: (_window, options) => ask(options),
  showOpenDialog: (_window, options) => ask(options),
  showSaveDialog: (_window, options) => ask(options),
  showErrorBox: (title, text) => process.stderr.write(`${title}: ${text}\n`),
};

export class Notification extends EventEmitter {
  static isSupported = () => true;
  constructor(options) {
    super();
    this.options = options;
  }
  show() {
    shown.push({ kind: 'notice', options: this.options });
  }
}

export const protocol = { registerSchemesAsPrivileged() {} };
export const session = { defaultSession: { protocol: { handle: (_scheme, handler) => void (doors.page = handler) } } };
export const shell = {
  openPath: async () => '',
  openExternal: async () => undefined,
  showItemInFolder: (path) => void shown.push({ kind: 'folder', path }),
};
/** The current menu, as a template. */
export const menu = { template: [] };
export const Menu = {
  buildFromTemplate: (template) => ({ template, popup() {} }),
  setApplicationMenu: (built) => void (menu.template = built.template),
};
export const nativeTheme = { shouldUseDarkColors: false, themeSource: 'system' };
export const screen = {
  getPrimaryDisplay: () => ({ workAreaSize: { width: 1920, height: 1080 } }),
  getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
};
/** The key store of a system that has one: what it stores is not the plain text. */
const hide = (bytes) => Buffer.from(bytes, 'utf8').map((byte) => byte ^ 0xa5);
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => hide(text),
  decryptString: (bytes) => hide(bytes).toString('utf8'),
};
export const powerMonitor = new EventEmitter();
export const powerSaveBlocker = { start: () => 1, stop() {} };
export const crashReporter = { start() {} };
export const clipboard = { writeText() {} };
export const net = { fetch: () => Promise.reject(new Error('There is no network in a test')) };
