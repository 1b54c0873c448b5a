// The double of a page in a window of Electron, and of its channels. Imported by tests only.
import { EventEmitter } from 'node:events';

type IpcHandler = (event: unknown, ...given: readonly unknown[]) => unknown;

export class IpcMain {
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

export class WebContents extends EventEmitter {
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
  readonly #note: (word: string) => void;
  openWindow: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: 'allow' });

  constructor(note: (word: string) => void) {
    super();
    this.#note = note;
  }
  /** Nothing is drawn in the double. */
  executeJavaScript = (): Promise<unknown> => Promise.resolve(true);
  /** A page that hangs does not come back by this. */
  reload(): void {
    this.hasCrashed = false;
    this.#note('reload');
  }
  forcefullyCrashRenderer(): void {
    this.#note('crash');
    this.crash('killed');
  }
  crash(reason: string): void {
    this.hasCrashed = reason !== 'clean-exit';
    this.emit('render-process-gone', {}, { reason, exitCode: 5 });
  }
  send(...message: readonly unknown[]): void {
    this.sent.push(message);
  }
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.openWindow = handler;
  }
}
