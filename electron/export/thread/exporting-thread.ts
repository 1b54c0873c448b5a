// Entry of a thread: makes one export, as fast as its chunks are taken.
import { once } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { UserError, type Failure } from '../../../shared/errors.ts';
import type { ExportTask, FromExporter, ToExporter } from './messages.ts';
import { StoredExport } from './stored-export.ts';

const port = parentPort;
if (port === null) throw new Error('The exporter runs in a worker thread');
await serve(port, workerData as ExportTask);

async function serve(main: MessagePort, task: ExportTask): Promise<void> {
  const post = (message: FromExporter, transfer: ArrayBuffer[] = []): void => main.postMessage(message, transfer);
  try {
    post({ type: 'end', rows: await make(main, task, post) });
  } catch (error) {
    post({ type: 'failed', failure: failureOf(error) });
  }
  main.close();
}

/** A chunk is made only while there is a buffer for it: whoever takes them sets the pace. */
async function make(
  main: MessagePort,
  { buffers, ...task }: ExportTask,
  post: (message: FromExporter, transfer: ArrayBuffer[]) => void,
): Promise<number> {
  const spare = [...buffers];
  main.on('message', ({ buffer }: ToExporter) => spare.push(buffer));
  const made = new StoredExport(task, (atLeast) => {
    const buffer = spare.pop();
    return buffer !== undefined && buffer.byteLength >= atLeast ? buffer : new ArrayBuffer(atLeast);
  });
  try {
    const chunks = await made.chunks();
    for (;;) {
      while (spare.length === 0) await once(main, 'message');
      const next = chunks.next();
      if (next.done === true) return next.value;
      const { buffer, length } = next.value;
      post({ type: 'chunk', buffer, length, progress: made.progress }, [buffer]);
    }
  } finally {
    made.close();
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof UserError) return error.failure;
  console.error(error);
  return { code: 'internal', message: 'Onrush made a mistake while it made this file. The details are in its log.' };
}
