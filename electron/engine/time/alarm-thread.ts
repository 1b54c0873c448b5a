// The entry of an alarm thread: it sleeps until its sending thread wants to be woken, and then sends it an empty message. Unlike the
// timers of Node, which tick once a millisecond, this sleep ends within about a tenth of one.
import { parentPort } from 'node:worker_threads';
import { threadTask } from '../../threads/serve-thread.ts';
import { clockFrom } from './clock.ts';
import type { AlarmMemory } from './alarm-memory.ts';

const port = parentPort;
if (port === null) throw new Error('The alarm runs in a worker thread');
const { sets, ringAt } = threadTask<AlarmMemory>();
const clock = clockFrom(0n);

for (let rungFor = 0; ;) {
  const set = Atomics.load(sets, 0);
  const left = set === rungFor ? Infinity : (ringAt[0] ?? Infinity) - clock.now();
  if (left > 0) {
    Atomics.wait(sets, 0, set, left);
    continue;
  }
  rungFor = set;
  port.postMessage(null);
}
