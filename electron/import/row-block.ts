// Rows of one source on their way into a merged run, as columns. The reading thread hands them to the thread that stores them.
import { columnBuffers, type SampleBatch } from '../../shared/sample.ts';
import { BatchFiller, ROWS_OF_BATCH, type StepOfRequest } from './batch-filler.ts';
import type { ResultRequest } from './imported-request.ts';

export interface RowBlock {
  /** Its steps are indexes into the steps of the source, and its times count from the beginning of the source. */
  readonly batch: SampleBatch;
  /** See ResultRequest. */
  readonly seq: Float64Array;
  readonly isWarmup: Uint8Array;
  /** Index + 1 in `senders`, or 0 if the row names no sender. */
  readonly sender: Uint16Array;
  readonly senders: readonly string[];
}

export class BlockFiller {
  readonly #filler = new BatchFiller();
  readonly #seq = new Float64Array(ROWS_OF_BATCH);
  readonly #isWarmup = new Uint8Array(ROWS_OF_BATCH);
  readonly #sender = new Uint16Array(ROWS_OF_BATCH);
  #senders: string[] = [];
  #count = 0;

  get isFull(): boolean {
    return this.#filler.isFull;
  }

  add(request: ResultRequest, place: StepOfRequest, vu: number): void {
    this.#filler.add(request, place, vu, request.iteration ?? 0);
    this.#seq[this.#count] = request.seq;
    this.#isWarmup[this.#count] = request.isWarmup ? 1 : 0;
    this.#sender[this.#count] = request.sender === '' ? 0 : this.#senderNumber(request.sender);
    this.#count += 1;
  }

  /** Returns null if no row was added since the last call. */
  take(): RowBlock | null {
    const batch = this.#filler.take();
    if (batch === null) return null;
    const count = this.#count;
    const block = {
      batch,
      seq: this.#seq.slice(0, count),
      isWarmup: this.#isWarmup.slice(0, count),
      sender: this.#sender.slice(0, count),
      senders: this.#senders,
    };
    this.#senders = [];
    this.#count = 0;
    return block;
  }

  #senderNumber(sender: string): number {
    const known = this.#senders.indexOf(sender);
    return known === -1 ? this.#senders.push(sender) : known + 1;
  }
}

/** The buffers to transfer when a block is sent to another thread. */
export function blockBuffers({ batch, seq, isWarmup, sender }: RowBlock): ArrayBuffer[] {
  const own = [seq.buffer, isWarmup.buffer, sender.buffer].filter((buffer) => buffer instanceof ArrayBuffer);
  return [...columnBuffers(batch.columns), ...own];
}
