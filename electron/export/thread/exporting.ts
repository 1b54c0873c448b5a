// An export as chunks that a separate thread makes, so that neither the window nor a run waits for it.
import { ThreadHost } from '../../threads/thread-host.ts';
import { CHUNK_BYTES } from '../csv/requests-csv.ts';
import type { Chunk, ChunkQuestion, ExportProgress, ExportTask } from './messages.ts';

/** One is being filled, one is on its way, one is being written. */
const BUFFERS = 3;
/**
 * The garbage of the export is columns that live for one batch: a small young generation costs no speed and keeps memory use
 * flat.
 */
const NURSERY_MB = 4;

export interface ExportControl {
  /** Aborting throws the signal's reason. */
  readonly signal?: AbortSignal;
  readonly handleProgress?: (progress: ExportProgress) => void;
}

/**
 * Each chunk is valid until the next one is requested; returns the number of rows. @throws UserError store_unavailable,
 * store_damaged, internal
 */
export async function* exportedChunks(
  task: ExportTask,
  { signal, handleProgress }: ExportControl = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, number, undefined> {
  signal?.throwIfAborted();
  const thread = new ThreadHost<ChunkQuestion, Chunk>('exporting-thread', {
    task,
    lost: { code: 'internal', message: 'The thread that made this file broke. Try again.' },
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
  });
  const ask = (buffer: ArrayBuffer): Promise<Settled> => settled(thread.ask({ buffer }, { transfer: [buffer] }));
  const asked = Array.from({ length: BUFFERS }, () => ask(new ArrayBuffer(CHUNK_BYTES)));
  const end = (): void => void thread.close();
  signal?.addEventListener('abort', end);
  try {
    for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
      const { chunk, error } = await next;
      signal?.throwIfAborted();
      if (chunk === null) throw error;
      handleProgress?.(chunk.progress);
      if (chunk.type === 'end') return chunk.rows;
      yield new Uint8Array(chunk.buffer, 0, chunk.length);
      asked.push(ask(chunk.buffer));
    }
    return 0;
  } finally {
    signal?.removeEventListener('abort', end);
    await thread.close();
  }
}

type Settled = { readonly chunk: Chunk; readonly error: null } | { readonly chunk: null; readonly error: unknown };

/** A failure is kept until it is its turn: nobody reads the chunks after the first one that fails. */
async function settled(asked: Promise<Chunk>): Promise<Settled> {
  try {
    return { chunk: await asked, error: null };
  } catch (error) {
    return { chunk: null, error };
  }
}
