// The sockets without TLS of one virtual user. A socket is connected again after its connection has ended, which Node allows after
// 'close': with a connection for each request, making sockets and their listeners is most of the work that a thread does itself.
import { Socket, type IpcNetConnectOpts, type OnReadOpts, type TcpNetConnectOpts } from 'node:net';

/** The steps of one attempt to connect. None is called once the socket is closed. */
export interface Opening {
  readonly handleLookup: () => void;
  readonly handleConnected: () => void;
  readonly handleFailed: (error: Error) => void;
}

interface Kept {
  readonly socket: Socket;
  /** The attempt in progress; null once it has ended. */
  opening: Opening | null;
}

export class PlainSockets {
  readonly onread: OnReadOpts;
  readonly #hear: (socket: Socket) => void;
  readonly #closed: Kept[] = [];

  /** `hear` adds listeners to a new socket, which keeps them for all of its connections. */
  constructor(onread: OnReadOpts, hear: (socket: Socket) => void = () => undefined) {
    this.onread = onread;
    this.#hear = hear;
  }

  open(options: TcpNetConnectOpts | IpcNetConnectOpts, opening: Opening): Socket {
    const kept = this.#closed.pop() ?? this.#make();
    kept.opening = opening;
    return kept.socket.connect(options);
  }

  #make(): Kept {
    const socket = new Socket({ onread: this.onread });
    const kept: Kept = { socket, opening: null };
    this.#hear(socket);
    socket.on('lookup', () => kept.opening?.handleLookup());
    socket.on('connect', () => settled(kept)?.handleConnected());
    socket.on('error', (error) => settled(kept)?.handleFailed(error));
    socket.on('close', (hadError) => {
      settled(kept);
      // A socket that saw an error or an unfinished write is dropped, because its state is not known.
      if (!hadError && socket.errored === null && socket.writableLength === 0) this.#closed.push(kept);
    });
    return kept;
  }
}

/** Ends the attempt in progress and returns it. */
function settled(kept: Kept): Opening | null {
  const { opening } = kept;
  kept.opening = null;
  return opening;
}
