// Exports as downloads: each gets an address that nobody can guess and that works once.
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ExportDelivery } from '../../shared/rpc.ts';
import type { ExportFile } from '../app/api/ports.ts';
import { logError } from '../system/log.ts';
import { iteratorOf, type FileChunks } from '../export/file-chunks.ts';

const PREFIX = '/download/';
const OFFER_LASTS_MS = 60_000;

export class Downloads {
  readonly #offered = new Map<string, ExportFile>();

  offer(file: ExportFile): ExportDelivery {
    const ticket = randomBytes(24).toString('base64url');
    this.#offered.set(ticket, file);
    setTimeout(() => this.#offered.delete(ticket), OFFER_LASTS_MS).unref();
    return { kind: 'download', url: PREFIX + ticket, fileName: file.fileName };
  }

  /** Returns the file offered at this path, only once; null if there is none. */
  take(path: string): ExportFile | null {
    if (!path.startsWith(PREFIX)) return null;
    const ticket = path.slice(PREFIX.length);
    const file = this.#offered.get(ticket);
    this.#offered.delete(ticket);
    return file ?? null;
  }
}

/** Streams at the pace of the reader; an error cuts the response short, and browsers show that as a failed download. */
export async function sendFile(file: ExportFile, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-disposition': `attachment; filename="${file.fileName}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  try {
    await send(file.stream({}), response);
  } catch (error) {
    response.destroy();
    // A reader that disconnects and a cancelled export are not errors of Onrush.
    if (!isCancelled(error)) logError('A download', error);
  }
}

/** Each chunk is sent before the next one is requested, so that a slow reader does not fill the memory. */
async function send(chunks: FileChunks, response: ServerResponse): Promise<void> {
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => undefined);
  response.once('close', () => gone.reject(new DOMException('The reader went away', 'AbortError')));
  const iterator = iteratorOf(chunks);
  try {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      const { value } = next;
      await Promise.race([new Promise<void>((resolve) => response.write(value, () => resolve())), gone.promise]);
    }
    response.end();
  } finally {
    await iterator.return?.();
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
