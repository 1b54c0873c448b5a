// Entry of a worker thread: connects a Generator to the main thread.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { columnBuffers } from '../../shared/sample.ts';
import { clockFrom, type Clock } from './time/clock.ts';
import { Generator } from './load/generator.ts';
import { warmUp } from './http/warm-up.ts';
import type { FromWorker, ToWorker, WorkerTask } from './messages.ts';

const port = parentPort;
if (port === null) throw new Error('The engine worker runs in a worker thread');
const task = workerData as WorkerTask;
await warmUp();
connect(port);

function connect(main: MessagePort): void {
  let generator: Generator | null = null;
  const post = (message: FromWorker, transfer: ArrayBuffer[] = []): void => main.postMessage(message, transfer);
  main.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'begin':
        generator = beginAt(message.startAt, post, () => main.close());
        break;
      case 'annotate':
        generator?.annotate(message.annotation);
        break;
      case 'stop':
        generator?.stop();
        break;
      case 'cancel':
        generator?.cancel();
        break;
    }
  });
  post({ type: 'ready' });
}

function beginAt(startAt: bigint, post: (message: FromWorker, transfer?: ArrayBuffer[]) => void, close: () => void): Generator {
  const clock = clockFrom(startAt);
  const generator = new Generator(task, clock, {
    handleFlush(flush) {
      post({ type: 'flush', ...flush }, flush.batch === null ? [] : columnBuffers(flush.batch.columns));
    },
    handleDone() {
      post({ type: 'done' });
      close();
    },
  });
  whenDue(clock, () => generator.begin());
  return generator;
}

/** At time 0 or just after it; a timer may fire a little early, and nothing may be sent before the run's start. */
function whenDue(clock: Clock, begin: () => void): void {
  const left = -clock.now();
  if (left <= 0) begin();
  else setTimeout(() => whenDue(clock, begin), Math.ceil(left));
}
