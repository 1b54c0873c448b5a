// Exports as downloads: each gets an address that nobody can guess and that works once.
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportDelivery } from '../../shared/rpc.ts';
import type { ExportFile } from '../api/services.ts';

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

  /** The file offered at this path, for the only time; null where there is none. */
  take(path: string): ExportFile | null {
    if (!path.startsWith(PREFIX)) return null;
    const ticket = path.slice(PREFIX.length);
    const file = this.#offered.get(ticket);
    this.#offered.delete(ticket);
    return file ?? null;
  }
}

/** Streams at the reader's pace; a fault cuts the answer short, which browsers show as a failed download. */
export async function sendFile(file: ExportFile, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-disposition': `attachment; filename="${file.fileName}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  try {
    await pipeline(Readable.from(file.stream(), { objectMode: true, highWaterMark: 2 }), response);
  } catch (error) {
    if (!response.destroyed) response.destroy();
    // A reader that went away is no fault of ours.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) console.error(error);
  }
}
