// Entry of a thread: makes one export, one chunk for each buffer that it receives.
import { serveThread, threadTask } from '../../threads/serve-thread.ts';
import type { Chunk, ChunkQuestion, ExportTask } from './messages.ts';
import { StoredExport } from './stored-export.ts';

const spare: ArrayBuffer[] = [];
const made = new StoredExport(threadTask<ExportTask>(), (atLeast) => {
  const buffer = spare.pop();
  return buffer !== undefined && buffer.byteLength >= atLeast ? buffer : new ArrayBuffer(atLeast);
});
const chunks = made.chunks();

serveThread<ChunkQuestion, Chunk>(
  async ({ buffer }) => {
    spare.push(buffer);
    const next = (await chunks).next();
    if (next.done === true) return { type: 'end', rows: next.value, progress: made.progress };
    return { type: 'chunk', buffer: next.value.buffer, length: next.value.length, progress: made.progress };
  },
  {
    fault: 'Internal error: this file could not be made.',
    transferOf: (chunk) => (chunk.type === 'chunk' ? [chunk.buffer] : []),
  },
);
