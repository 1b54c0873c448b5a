// Pieces of bytes that are read again in the same order: in memory as long as they are few, then in a file that nobody else sees.
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { logError } from '../system/log.ts';

/** In memory these cost less than a file. */
const MOST_BYTES = 1_000_000;

export class KeptPieces {
  readonly #folder: string;
  #inMemory: Uint8Array[] = [];
  #lengths: number[] = [];
  #bytes = 0;
  #file: number | null = null;
  /** False once the disk took no more of them; then none is kept. */
  #isWhole = true;

  /** `folder`: where the file is made if there are many. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  get count(): number {
    return this.#lengths.length;
  }

  add(piece: Uint8Array): void {
    if (!this.#isWhole) return;
    try {
      if (this.#file === null && this.#bytes + piece.length <= MOST_BYTES) this.#inMemory.push(piece);
      else this.#write(piece);
      this.#bytes += piece.length;
      this.#lengths.push(piece.length);
    } catch (error) {
      logError('What was read of a file could not be kept, so the file is read twice', error);
      this.close();
      this.#isWhole = false;
    }
  }

  /** Each is good until the next one is asked for. */
  *all(): Generator<Uint8Array, void, undefined> {
    if (this.#file === null) return yield* this.#inMemory;
    const memory = new Uint8Array(Math.max(...this.#lengths));
    let at = 0;
    for (const length of this.#lengths) {
      readWhole(this.#file, memory.subarray(0, length), at);
      at += length;
      yield memory.subarray(0, length);
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#inMemory = [];
    this.#lengths = [];
    this.#bytes = 0;
  }

  #write(piece: Uint8Array): void {
    if (this.#file === null) {
      this.#file = openUnseen(this.#folder);
      let at = 0;
      for (const one of this.#inMemory) at += writeWhole(this.#file, one, at);
      this.#inMemory = [];
    }
    writeWhole(this.#file, piece, this.#bytes);
  }
}

/** The file has no name any more, so that it vanishes with this process, whatever ends it. */
function openUnseen(folder: string): number {
  const path = join(folder, `rows-${randomUUID()}.tmp`);
  const file = openSync(path, 'wx+', 0o600);
  try {
    unlinkSync(path);
    return file;
  } catch (error) {
    closeSync(file);
    rmSync(path, { force: true });
    throw error;
  }
}

function writeWhole(file: number, bytes: Uint8Array, at: number): number {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, at + done);
  return done;
}

function readWhole(file: number, bytes: Uint8Array, at: number): void {
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(file, bytes, done, bytes.length - done, at + done);
    if (count === 0) throw new Error('What was kept of a file is shorter than it was.');
    done += count;
  }
}
