// The events of a connection that concern one stream of it.
import type { Fault } from '../../faults/fault-context.ts';
import type { HeaderField } from './header-table.ts';

/** `bytes` is the length of the frame. */
export interface StreamListener {
  /** A part of the headers, or of a piece of the body, has arrived. */
  handleBegun(isHead: boolean): void;
  handleFields(fields: readonly HeaderField[], endsStream: boolean, bytes: number): void;
  handleData(content: Buffer, endsStream: boolean, bytes: number): void;
  handleReset(code: number): void;
  /** More of the body can be sent. */
  handleRoom(): void;
  /** The server went on with the response after its end. */
  handleSpoiled(fault: Fault): void;
  /** The connection failed, and this request with it. */
  handleBroken(fault: Fault): void;
  /** The connection was lost without a frame that says why. */
  handleLost(error: Error): void;
}
