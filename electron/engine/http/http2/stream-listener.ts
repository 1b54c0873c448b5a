// What a request hears of the connection that it is a stream of.
import type { Fault } from '../../faults/fault-context.ts';
import type { HeaderField } from './header-table.ts';

/** `bytes`: of the frame. */
export interface StreamListener {
  /** The first bytes of headers, or of a part of the body, have arrived, though not all. */
  handleBegun(isHead: boolean): void;
  handleFields(fields: readonly HeaderField[], endsStream: boolean, bytes: number): void;
  handleData(content: Buffer, endsStream: boolean, bytes: number): void;
  handleReset(code: number): void;
  /** It can send more of its body. */
  handleRoom(): void;
  /** The connection is gone, and this request with it. */
  handleBroken(fault: Fault): void;
  /** The same where no frame says why. */
  handleLost(error: Error): void;
}
