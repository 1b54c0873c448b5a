// The connection preface of a client (RFC 9113, 3.4): it disables push and says how much may arrive at once.
import { MAX_HEADER_BYTES } from '../http-client.ts';
import {
  ENABLE_PUSH,
  FIRST_WINDOW,
  frame,
  INITIAL_WINDOW_SIZE,
  MAX_HEADER_LIST_SIZE,
  numberFrame,
  SETTINGS,
  WINDOW_UPDATE,
} from './frames.ts';

/** Bodies are read as they arrive, so there is no reason to slow a server down. */
export const STREAM_WINDOW = 2 ** 22;
export const CONNECTION_WINDOW = 2 ** 24;

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

const WANTED = [
  [ENABLE_PUSH, 0],
  [INITIAL_WINDOW_SIZE, STREAM_WINDOW],
  [MAX_HEADER_LIST_SIZE, MAX_HEADER_BYTES],
] as const;

export const GREETING = Buffer.concat([
  PREFACE,
  frame(SETTINGS, 0, 0, settingsOf()),
  numberFrame(WINDOW_UPDATE, 0, CONNECTION_WINDOW - FIRST_WINDOW),
]);

function settingsOf(): Buffer {
  const payload = Buffer.alloc(WANTED.length * 6);
  for (const [at, [name, value]] of WANTED.entries()) {
    payload.writeUInt16BE(name, at * 6);
    payload.writeUInt32BE(value, at * 6 + 2);
  }
  return payload;
}
