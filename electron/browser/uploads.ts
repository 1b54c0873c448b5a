// Files that the page uploads; each is kept in its own folder until it has been read. Their content is not examined here.
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReceivedFile } from '../app/imports.ts';

export const UPLOAD_PATH = '/upload';
const LONGEST_NAME = 200;

export class Uploads {
  readonly #folders = new Set<string>();
  readonly #waiting = new Map<string, ReceivedFile>();

  /**
   * Streams the body to disk; returns a ticket with which the file can be taken once. @throws if the page disconnects or the disk
   * is full
   */
  async receive(request: IncomingMessage): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'onrush-upload-'));
    this.#folders.add(folder);
    const fileName = nameOf(request);
    // The file name that the person chose must not become a path here; only its extension matters.
    const path = join(folder, fileName.endsWith('.gz') ? 'file.gz' : 'file');
    const release = (): void => this.#remove(folder);
    try {
      await pipeline(request, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      release();
      throw error;
    }
    const ticket = randomBytes(24).toString('base64url');
    this.#waiting.set(ticket, { path, fileName, release });
    return ticket;
  }

  take(ticket: string | null): ReceivedFile | null {
    const file = this.#waiting.get(ticket ?? '') ?? null;
    this.#waiting.delete(ticket ?? '');
    return file;
  }

  close(): void {
    for (const folder of this.#folders) this.#remove(folder);
  }

  #remove(folder: string): void {
    this.#folders.delete(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function nameOf({ headers }: IncomingMessage): string {
  const sent = headers['x-file-name'];
  try {
    return decodeURIComponent(typeof sent === 'string' ? sent : '').slice(-LONGEST_NAME) || 'Imported run';
  } catch {
    return 'Imported run';
  }
}
