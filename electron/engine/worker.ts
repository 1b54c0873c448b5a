// The entry of a worker thread: connects a Sender to the main thread, and its users to the network.
import { parentPort, type MessagePort } from 'node:worker_threads';
import { columnBuffers } from '../../shared/sample.ts';
import { startAlarm, timeWith } from './time/alarm.ts';
import { Connector } from './http/connector.ts';
import { HttpClients } from './http/open-client.ts';
import { sharedConnectionsOf } from '../../shared/plan/shared-connections.ts';
import { countOfPart, WHOLE_RUN } from '../../shared/plan/run-part.ts';
import { reachOf } from './http/reach.ts';
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import type { ClientNeeds } from './load/user-context.ts';
import { shareOf } from './load/arrivals.ts';
import { Sender } from './load/sender.ts';
import type { FromWorker, ToWorker, WorkerTask } from './messages.ts';
import { loadNeededModules } from './needed-modules.ts';
import { threadTask } from '../threads/serve-thread.ts';
import { threadCpuMs, type TimeSource } from './time/clock.ts';

const port = parentPort;
if (port === null) throw new Error('The engine worker runs in a worker thread');
const task = threadTask<WorkerTask>();
const [alarm] = await Promise.all([startAlarm(task.plan), loadNeededModules(task.plan, task.files.journey.constants)]);
connect(port, task, timeWith(alarm));

function connect(main: MessagePort, task: WorkerTask, time: TimeSource): void {
  const post = (message: FromWorker): void => {
    const isBatch = message.type === 'flush' && message.batch !== null;
    main.postMessage(message, isBatch ? columnBuffers(message.batch.columns) : []);
    if (message.type === 'done') main.close();
  };
  const sender = new Sender(task, { time, openClients, threadCpuMs, epochMs: () => Date.now() }, post);
  main.on('message', (message: ToWorker) => sender.receive(message));
  post({ type: 'ready' });
}

function openClients(task: WorkerTask, needs: ClientNeeds): HttpClients {
  const { plan, files } = task;
  const { timeouts, http, tls } = plan;
  const mayReach = reachOf(hostnamesOf(plan, files.journey.constants));
  const connector = new Connector({ clock: needs.clock, http, tls, tlsFiles: files.tls, mayReach });
  return new HttpClients({ ...needs, connector, timeouts, http, readsAtOnce: true }, sharedConnections(task));
}

/** How many of the plan's shared connections belong to this thread; null if each user has its own. */
function sharedConnections({ plan, part, worker, workers }: WorkerTask): number | null {
  const all = sharedConnectionsOf(plan.http);
  return all === null ? null : Math.max(1, shareOf(countOfPart(all, part ?? WHOLE_RUN), { worker, workers }));
}
