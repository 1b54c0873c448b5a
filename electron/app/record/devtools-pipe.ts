// The DevTools protocol over two pipes: JSON messages, each followed by a zero byte. There is no open port that anyone else could
// reach.
import type { Readable, Writable } from 'node:stream';
import { fieldsOf, textOf, type Fields } from '../../../shared/plan/from/imported/parts.ts';
import { parseJson } from '../../../shared/plan/journey/value.ts';

export interface ProtocolEvent {
  /** The session of the page or frame that it comes from; "" for the browser itself. */
  readonly session: string;
  readonly method: string;
  readonly params: Fields;
}

/** The longest message. A longer one cannot be meant for us, so reading stops. */
const MOST_BYTES = 256 * 1024 * 1024;

export class DevtoolsPipe {
  readonly #write: Writable;
  readonly #handle: (event: ProtocolEvent) => void;
  readonly #waiting = new Map<number, PromiseWithResolvers<Fields>>();
  #parts: Buffer[] = [];
  #bytes = 0;
  #lastId = 0;
  #isClosed = false;

  constructor(write: Writable, read: Readable, handle: (event: ProtocolEvent) => void) {
    this.#write = write;
    this.#handle = handle;
    read.on('data', (chunk: Buffer) => this.#take(chunk));
    for (const name of ['close', 'end', 'error'] as const) read.on(name, () => this.close());
    write.on('error', () => this.close());
  }

  /** @throws Error if the browser refuses or is gone */
  async send(method: string, params: object = {}, session = ''): Promise<Fields> {
    if (this.#isClosed) throw new Error(`${method}: the browser is gone`);
    const id = ++this.#lastId;
    const reply = Promise.withResolvers<Fields>();
    this.#waiting.set(id, reply);
    this.#write.write(`${JSON.stringify({ id, method, params, ...(session === '' ? {} : { sessionId: session }) })}\0`);
    return await reply.promise;
  }

  /** Rejects everything that still waits for a reply. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#parts = [];
    for (const { reject } of this.#waiting.values()) reject(new Error('The browser is gone'));
    this.#waiting.clear();
  }

  #take(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      const message = Buffer.concat([...this.#parts, chunk.subarray(from, end)]).toString('utf8');
      this.#parts = [];
      this.#bytes = 0;
      from = end + 1;
      this.#read(message);
    }
    const rest = chunk.subarray(from);
    this.#bytes += rest.length;
    if (this.#bytes > MOST_BYTES) return this.close();
    if (rest.length > 0) this.#parts.push(rest);
  }

  #read(text: string): void {
    const message = fieldsOf(parseJson(text)?.value);
    const { id, error } = message;
    if (typeof id !== 'number') {
      const session = textOf(message['sessionId']);
      return this.#handle({ session, method: textOf(message['method']), params: fieldsOf(message['params']) });
    }
    const reply = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) reply?.resolve(fieldsOf(message['result']));
    else reply?.reject(new Error(textOf(fieldsOf(error)['message'])));
  }
}
