// The interface between the window's preload script and the page.
import type { CommandName } from './rpc.ts';

/** Where the window gives a file that was opened from outside to its page; the ticket of `files.take` follows. */
export const OPENED_PATH = '/opened/';

/**
 * The functions that the page gets, for files F of the page. Replies and events are the bytes of `wire.ts`, because Electron's
 * bridge copies a message slowly: one array after another, each with the whole buffer behind it.
 */
export interface WindowBridge<F> {
  readonly call: (name: CommandName, input: unknown) => Promise<Uint8Array>;
  readonly listen: (handle: (event: Uint8Array) => void) => () => void;
  /** The path of a file that a person chose or dropped. */
  readonly pathOf: (file: F) => string;
}
