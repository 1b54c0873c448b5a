// The renderer's bridge over a WebSocket: commands come in, and results and events go out, as binary frames.
import type { WebSocket } from 'ws';
import { fail } from '../../shared/errors.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import { clientFrame, type ServerFrame } from '../../shared/socket-frames.ts';
import { pack, unpack } from '../../shared/wire.ts';
import type { OnrushApp } from '../app/app.ts';
import { logError } from '../system/log.ts';

/** A page that is slower than this many bytes misses live snapshots, so that it does not fill the memory of this computer. */
const MOST_BUFFERED_BYTES = 16_000_000;

export function bridgeSocket(socket: WebSocket, app: OnrushApp): void {
  const send = (frame: ServerFrame): void => {
    const bytes = packed(frame);
    if (bytes !== null && socket.readyState === socket.OPEN) socket.send(bytes);
  };
  const stopListening = app.listen((event: HostEvent) => {
    if (isLive(event) && socket.bufferedAmount > MOST_BUFFERED_BYTES) return;
    send({ event });
  });
  socket.on('close', stopListening);
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => {
    const frame = isBinary && Buffer.isBuffer(data) ? readFrame(data) : null;
    if (frame === null) socket.close(1003, 'Not a frame of Onrush');
    else void answer(app, frame, send);
  });
}

/** A history may come from somebody else: what of it cannot be sent ends neither the host nor a wait for it. */
function packed(frame: ServerFrame): Uint8Array | null {
  try {
    return pack(frame);
  } catch (error) {
    logError('A message to the page', error);
    return 'id' in frame ? pack({ id: frame.id, result: fail('internal', UNSENDABLE) }) : null;
  }
}

const UNSENDABLE = 'Internal error: this cannot be shown. The details are in the log.';

async function answer(app: OnrushApp, frame: Frame, send: (frame: ServerFrame) => void): Promise<void> {
  send({ id: frame.id, result: await app.call(frame.name, frame.input) });
}

type Frame = ReturnType<typeof clientFrame.parse>;

function readFrame(data: Buffer): Frame | null {
  try {
    return clientFrame.parse(unpack(data));
  } catch {
    return null;
  }
}

function isLive(event: HostEvent): boolean {
  return event.type === 'run' && event.event.type === 'snapshot';
}
