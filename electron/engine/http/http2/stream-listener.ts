// The events of a connection, for the one that owns it and for each of its streams.
import type { Fault } from '../../faults/fault-context.ts';
import type { HeaderField } from './header-table.ts';

export interface ConnectionOwner {
  /** The server went on with a response that had ended. */
  handleSpoiled(fault: Fault): void;
  /** The server has sent its SETTINGS. */
  handleSettled(): void;
}

/** `bytes` is the length of the frame. */
export interface StreamListener {
  /** A part of the headers, or of a piece of the body, has arrived. */
  handleBegun(isHead: boolean): void;
  handleFields(fields: readonly HeaderField[], endsStream: boolean, bytes: number): void;
  handleData(content: Buffer, endsStream: boolean, bytes: number): void;
  handleReset(code: number): void;
  /** More of the body can be sent. */
  handleRoom(): void;
  /** The connection failed, and this request with it. */
  handleBroken(fault: Fault): void;
  /** The connection was lost without a frame that says why. */
  handleLost(error: Error): void;
}
