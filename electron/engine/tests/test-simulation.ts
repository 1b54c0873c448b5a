// Runs a plan in one process, in simulated time, against a simulated server. The load, the run and the recorder are the real
// ones; only the clock and the network are simulated, so a minute of load takes milliseconds and every moment is exact.
import type { PlanInput } from '../../../shared/plan/plan.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import { statusFault } from '../faults/response-fault.ts';
import type { Fault, FaultContext, RequestProgress } from '../faults/fault-context.ts';
import type { CapturedResponse } from '../http/http-client.ts';
import type { ClientNeeds } from '../load/user-context.ts';
import type { ClientSource, RequestClient, RequestClientListener } from '../load/request-client.ts';
import { Sender } from '../load/sender.ts';
import { COOKIES } from '../journey/luggage.ts';
import { HTML } from '../journey/received.ts';
import type { FromWorker } from '../messages.ts';
import type { Run, RunWorld } from '../run.ts';
import type { PoolListener, StartPool } from '../worker-pool.ts';
import { startObserved, type Observed, type TestRunOptions } from './test-run.ts';
import { SimulatedTime } from './test-time.ts';

export interface SimulatedRequest {
  readonly method: string;
  readonly path: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for one that contains a file. */
  readonly body: string;
  /** How many requests the server received before this one. */
  readonly number: number;
  /** ms since the run's start. */
  readonly at: number;
}

export interface SimulatedResponse {
  /** Infinity means never. */
  readonly afterMs: number;
  readonly status?: number;
  readonly location?: string;
  /** JSON. */
  readonly body?: unknown;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** No server listens: the connection is refused. */
  readonly isRefused?: boolean;
}

export interface SimulationOptions extends Omit<TestRunOptions, 'during'> {
  readonly serve: (request: SimulatedRequest) => SimulatedResponse;
  /** Actions on the run, each with its time in ms after `start` was called, which is a little before time 0. */
  readonly actions?: readonly (readonly [at: number, act: (run: Run) => void])[];
}

export interface Simulated extends Observed {
  /** The most requests that the server had at the same time. */
  readonly atOnce: number;
  /** When each request reached the server, in ms since the run's start. */
  readonly received: readonly number[];
}

const PATH = 'http://127.0.0.1:8080';

/** The URL of the simulated server. */
export const SIMULATED_URL = `${PATH}/`;

export async function simulate(input: PlanInput, { serve, actions = [], ...options }: SimulationOptions): Promise<Simulated> {
  await Promise.all([HTML.load(), COOKIES.load()]);
  const { time, server, world } = simulatedWorld(serve);
  const { run, observed } = await startObserved(input, options, world);
  for (const [at, act] of actions) time.at(at, () => act(run));
  while (time.step());
  const { atOnce, received } = server;
  return { ...observed(await run.ended), atOnce, received };
}

/** The caller starts a run in it and lets its time pass. */
export function simulatedWorld(serve: SimulationOptions['serve']): {
  readonly time: SimulatedTime;
  readonly server: SimulatedServer;
  readonly world: RunWorld;
} {
  const time = new SimulatedTime();
  const server = new SimulatedServer(time, serve);
  return { time, server, world: { startPool: poolIn(time, server), time, patienceMs: 3000 } };
}

function poolIn(time: SimulatedTime, server: SimulatedServer): StartPool {
  return (tasks, _options, listener) => {
    let isOver = false;
    const senders = tasks.map(
      (task) =>
        new Sender(
          task,
          { time, threadCpuMs: () => null, epochMs: () => 0, openClients: (_task, needs) => new SimulatedClients(server, needs) },
          (message) => time.at(time.now, () => !isOver && hear(listener, task.worker, message)),
        ),
    );
    return Promise.resolve({
      send: (message) => {
        for (const sender of senders) time.at(time.now, () => sender.receive(message));
      },
      terminate: () => {
        isOver = true;
        return Promise.resolve();
      },
    });
  };
}

function hear(listener: PoolListener, worker: number, message: FromWorker): void {
  if (message.type === 'flush') listener.handleFlush(worker, message);
  if (message.type === 'done') listener.handleDone(worker);
}

class SimulatedServer {
  readonly received: number[] = [];
  atOnce = 0;
  readonly time: SimulatedTime;
  readonly #serve: SimulationOptions['serve'];
  #now = 0;

  constructor(time: SimulatedTime, serve: SimulationOptions['serve']) {
    this.time = time;
    this.#serve = serve;
  }

  receive({ method, path, headers, body }: RequestTemplate, at: number): SimulatedResponse {
    const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), headers[index + 1] ?? '']] : []));
    const named: Record<string, string> = Object.fromEntries(pairs);
    const text = Buffer.isBuffer(body) ? body.toString() : '';
    const response = this.#serve({ method, path, headers: named, body: text, number: this.received.length, at });
    this.received.push(at);
    this.#now += 1;
    this.atOnce = Math.max(this.atOnce, this.#now);
    return response;
  }

  release(): void {
    this.#now -= 1;
  }
}

class SimulatedClients implements ClientSource {
  readonly #server: SimulatedServer;
  readonly #needs: ClientNeeds;

  constructor(server: SimulatedServer, needs: ClientNeeds) {
    this.#server = server;
    this.#needs = needs;
  }

  keyOf({ origin }: RequestTemplate): string {
    return origin;
  }

  open(_request: RequestTemplate, listener: RequestClientListener): RequestClient {
    return new SimulatedClient(this.#server, this.#needs, listener);
  }
}

const REFUSED: Fault = { outcome: 'connect_refused', code: 'ECONNREFUSED', message: 'Nothing is listening here.' };

class SimulatedClient implements RequestClient {
  sentAt = 0;
  firstByteAt = Number.NaN;
  endedAt = 0;
  status = 0;
  location: string | null = null;
  readonly retryAfter = null;
  reused = false;
  readonly resumed = null;
  readonly protocol = 0;
  readonly remoteAddress = '127.0.0.1:8080';
  readonly bytesIn = 100;
  readonly bytesOut = 100;
  blocked = 0;
  readonly dns = Number.NaN;
  readonly connecting = Number.NaN;
  readonly tlsHandshaking = Number.NaN;
  readonly sending = 0;
  isConnected = false;
  readonly isSpent = false;
  progress: RequestProgress = 'waiting';
  readonly #server: SimulatedServer;
  readonly #needs: ClientNeeds;
  readonly #listener: RequestClientListener;
  #active = 0;
  #isActive = false;
  #response: SimulatedResponse = { afterMs: 0 };

  constructor(server: SimulatedServer, needs: ClientNeeds, listener: RequestClientListener) {
    this.#server = server;
    this.#needs = needs;
    this.#listener = listener;
  }

  get faultContext(): FaultContext {
    const { progress } = this;
    const peer = { kind: 'server', hostname: '127.0.0.1', place: '127.0.0.1:8080' } as const;
    return { hostname: peer.hostname, port: 8080, secure: false, peer, progress, wasUsed: false, sinceSentMs: Number.NaN };
  }

  serverTiming(): null {
    return null;
  }

  failureResponse(): null {
    return null;
  }

  captured(): CapturedResponse | null {
    if (this.status === 0) return null;
    const body = Buffer.from(JSON.stringify(this.#response.body ?? {}));
    const { cookie, headers } = this.#response;
    const all = { ...headers, ...(cookie === undefined ? {} : { 'set-cookie': [cookie] }) };
    return { status: this.status, headers: all, body, bodyBytes: body.length };
  }

  send(request: RequestTemplate): void {
    const { clock, deadlines } = this.#needs;
    this.sentAt = clock.now();
    this.firstByteAt = Number.NaN;
    this.status = 0;
    this.location = null;
    this.reused = this.isConnected;
    this.isConnected = true;
    this.progress = 'waiting';
    this.#isActive = true;
    this.#active += 1;
    const active = this.#active;
    const response = this.#server.receive(request, this.sentAt);
    deadlines.setTotal(this.#listener.slot, this.sentAt + 30_000);
    if (response.isRefused === true) this.progress = 'connecting';
    if (response.afterMs === Infinity) return;
    this.#server.time.at(this.#server.time.now + response.afterMs, () => {
      if (this.#isActive && this.#active === active) this.#end(response);
    });
  }

  abort(fault: Fault | null): void {
    if (this.#isActive) this.#finish(fault);
  }

  #end(response: SimulatedResponse): void {
    const { status = 200, location, isRefused = false } = response;
    this.#response = response;
    if (isRefused) return this.#finish(REFUSED);
    this.status = status;
    this.location = location ?? null;
    this.firstByteAt = this.#needs.clock.now();
    this.#finish(statusFault(status, ''));
  }

  #finish(fault: Fault | null): void {
    this.#isActive = false;
    this.endedAt = this.#needs.clock.now();
    this.#needs.deadlines.clear(this.#listener.slot);
    this.#server.release();
    this.#listener.handleEnd(fault);
  }
}
