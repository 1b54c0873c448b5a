// The double of Electron's program and its windows. They emit the events that Electron documents and its source confirms, in that
// order. https://www.electronjs.org/docs/latest/api/app#event-before-quit. Imported by tests only.
import { EventEmitter } from 'node:events';
import { WebContents } from './test-web-contents.ts';

export const calls: string[] = [];
let windows: BrowserWindow[] = [];

export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): readonly BrowserWindow[] {
    return windows;
  }
  readonly webContents = new WebContents((word) => calls.push(word));
  readonly options: Readonly<Record<string, unknown>>;
  normalBounds = { x: 10, y: 20, width: 1200, height: 800 };
  #isFocused = true;
  #isDestroyed = false;
  #isVisible = true;
  #isMinimized = false;
  #isFullScreen = false;

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
  isFullScreen = (): boolean => this.#needed(this.#isFullScreen);
  /** Leaving takes the time of an animation. */
  setFullScreen(isFull: boolean): void {
    this.#isFullScreen = this.#needed(isFull);
    setImmediate(() => this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen'));
  }
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
  /** 'close' first, which a listener may prevent, and with it a Quit; then 'closed'. */
  close(): void {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) app.isQuitting = false;
    else this.destroy();
  }
  /** Emits no 'close' first, so nothing can prevent it. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.emit('closed');
    windows = windows.filter((one) => one !== this);
    if (windows.length === 0) app.handleLastClosed();
  }
  #needed<T>(value: T): T {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    return value;
  }
}

class App extends EventEmitter {
  isQuitting = false;
  exitCode: number | null = null;
  /** Of the next starts, in order. */
  readonly relaunches: unknown[] = [];
  #isExiting = false;
  #code = 0;

  /**
   * 'before-quit', then every window closes, then 'will-quit' and 'quit'; each of the first three may be prevented. While that
   * goes on, another Quit does nothing.
   */
  quit(): void {
    if (this.isQuitting) return;
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.isQuitting = true;
    if (windows.length === 0) this.#notifyAndShutDown();
    for (const window of windows) window.close();
  }
  /** Windows that are still open are destroyed without a 'close', and only 'quit' is emitted. */
  exit(code = 0): void {
    this.isQuitting = true;
    this.#isExiting = true;
    this.#code = code;
    if (windows.length === 0) this.#shutDown();
    for (const window of windows) window.destroy();
  }
  handleLastClosed(): void {
    if (this.#isExiting) this.#shutDown();
    else if (this.isQuitting) this.#notifyAndShutDown();
    // A program that does not listen to this event quits.
    else if (!this.emit('window-all-closed')) this.quit();
  }
  #notifyAndShutDown(): void {
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.isQuitting = false;
    else this.#shutDown();
  }
  #shutDown(): void {
    if (this.exitCode !== null) return;
    this.exitCode = this.#code;
    this.isQuitting = true;
    this.emit('quit', {}, this.#code);
    calls.push('exit');
  }
  relaunch(options: { readonly execPath?: string } = {}): void {
    this.relaunches.push(options);
    calls.push(options.execPath === undefined ? 'relaunch' : `relaunch ${options.execPath}`);
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
  /** The state after a start of the program. */
  startAnew(): void {
    this.removeAllListeners();
    windows = [];
    this.isQuitting = false;
    this.#isExiting = false;
    this.#code = 0;
    this.exitCode = null;
    for (const list of [calls, this.relaunches]) list.length = 0;
  }
}

export const app = new App();
