// Files with which the program was started, or that were dropped on its icon. They are kept until the page takes them.
import { randomUUID } from 'node:crypto';
import { openSync, readSync, closeSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { UserError } from '../../shared/errors.ts';
import { isGzip, MOST_IMPORT_BYTES, tooLargeSentence } from '../../shared/plan/from/imported/import-bytes.ts';
import type { OpenedFile } from '../../shared/window-commands.ts';
import { dialectOf } from '../import/dialect.ts';
import { holdsRuns } from '../import/is-run-file.ts';
import type { ReceivedFile } from './imports.ts';

const HEAD_BYTES = 64 * 1024;

export class OpenedFiles {
  readonly #handleOpened: () => void;
  #waiting: string[] = [];
  /** These files contain results: the page may import them, and only them, by their path. */
  readonly #runs = new Set<string>();
  /** Ticket -> path: what these hold is read by the page, once. */
  readonly #plans = new Map<string, string>();

  constructor(handleOpened: () => void) {
    this.#handleOpened = handleOpened;
  }

  open(path: string): void {
    this.#waiting.push(path);
    this.#handleOpened();
  }

  take(): readonly OpenedFile[] {
    return this.#waiting.splice(0).map((path) => this.#read(path));
  }

  /** Returns null if the file is not one of those that were opened. */
  received(ticket: string | null): ReceivedFile | null {
    if (ticket === null || !this.#runs.has(ticket)) return null;
    return { path: ticket, fileName: basename(ticket), release: () => undefined };
  }

  /** The path of a file that the page reads now; null where it was given none. */
  collect(ticket: string): string | null {
    const path = this.#plans.get(ticket) ?? null;
    this.#plans.delete(ticket);
    return path;
  }

  #read(path: string): OpenedFile {
    const name = basename(path);
    try {
      const stats = statSync(path);
      if (!stats.isFile()) return failed(`“${name}” is not a file.`);
      if (isOfRuns(path)) {
        this.#runs.add(path);
        return { kind: 'runs', path };
      }
      if (stats.size > MOST_IMPORT_BYTES) return failed(tooLargeSentence(name));
      const ticket = randomUUID();
      this.#plans.set(ticket, path);
      return { kind: 'plan', name, path, ticket };
    } catch {
      return failed(`“${name}” cannot be read. Check that it still exists and that you may open it.`);
    }
  }
}

function failed(message: string): OpenedFile {
  return { kind: 'failed', failure: { code: 'bad_request', message } };
}

/** Column names of files with results, by whatever program they were written. */
const COLUMNS = /^.*(?:timestamp|elapsed|metric_name|request_type|response_time)/i;

/** A cURL command, or a HAR recording. */
const REQUESTS = /^\s*(?:curl\b|\{\s*"log"\s*:)/;

/** True for a run file or a table of requests, gzipped or not; false for a plan and for files of other programs. */
function isOfRuns(path: string): boolean {
  if (holdsRuns(path)) return true;
  const head = headOf(path);
  // Most gzipped files contain results, but some are recordings.
  if (isGzip(head)) return !REQUESTS.test(beginningOf(head));
  const text = head.toString('utf8');
  if (REQUESTS.test(text)) return false;
  try {
    return dialectOf(text).kind !== 'csv' || COLUMNS.test(text.trimStart()) || /^\d{13}\D/.test(text);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** The beginning of the unpacked content; "" if it cannot be unpacked. */
function beginningOf(head: Buffer): string {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
  } catch {
    return '';
  }
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}
