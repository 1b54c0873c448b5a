// The renderer's bridge over a WebSocket: commands come in, and results and events go out, as binary frames.
import type { WebSocket } from 'ws';
import type { HostEvent } from '../../shared/rpc.ts';
import { clientFrame, type ServerFrame } from '../../shared/socket-frames.ts';
import { pack, unpack } from '../../shared/wire.ts';
import type { OnrushApp } from '../app/app.ts';

/** A page that is slower than this many bytes misses live snapshots, so that it does not fill the memory of this computer. */
const MOST_BUFFERED_BYTES = 16_000_000;

export function bridgeSocket(socket: WebSocket, app: OnrushApp): void {
  const send = (frame: ServerFrame): void => {
    if (socket.readyState === socket.OPEN) socket.send(pack(frame));
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
