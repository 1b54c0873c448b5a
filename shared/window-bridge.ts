// What the window's preload script and the page agree on.
import type { CommandName } from './rpc.ts';

/**
 * Offered to the page, for files F of the page. Replies and events come as the bytes of `wire.ts`: Electron's bridge copies a message by
 * hand, one array after the other, and each of them with the whole buffer it lies in.
 */
export interface WindowBridge<F> {
  readonly call: (name: CommandName, input: unknown) => Promise<Uint8Array>;
  readonly listen: (handle: (event: Uint8Array) => void) => () => void;
  /** Where a file that a person chose or dropped is. */
  readonly pathOf: (file: F) => string;
}
