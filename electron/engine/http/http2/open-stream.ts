// A stream whose response has not ended: who hears of it, and what may still be sent on it in each direction.
import { STREAM_WINDOW } from './greeting.ts';
import type { StreamListener } from './stream-listener.ts';
import { ReceiveWindow, SendWindow } from './windows.ts';

export class OpenStream {
  readonly listener: StreamListener;
  readonly sendWindow: SendWindow;
  readonly receiveWindow = new ReceiveWindow(STREAM_WINDOW);
  readonly number: number;
  /** How many reads the connection had seen when the stream was opened. */
  readonly readsBefore: number;

  constructor(number: number, listener: StreamListener, initialWindow: number, readsBefore: number) {
    this.number = number;
    this.listener = listener;
    this.sendWindow = new SendWindow(initialWindow);
    this.readsBefore = readsBefore;
  }
}
