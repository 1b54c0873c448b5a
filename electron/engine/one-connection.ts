// Sends the requests of one user, one after another, and awaits the end of each.
import { MOST_TRIED_BODY } from '../../shared/try-once.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { timeoutFault } from './faults/fault.ts';
import type { Fault } from './faults/fault-context.ts';
import type { HttpClient, HttpClientListener } from './http/http-client.ts';
import type { HttpClients } from './http/open-client.ts';
import { tracedHeaders, type RequestTemplate } from './http/request-template.ts';
import type { TraceIds } from '../../shared/trace-id.ts';
import type { Clock } from './time/clock.ts';
import { DEADLINE_TICK_MS, type Deadlines } from './time/deadlines.ts';
import { NodeTimers } from './time/timers.ts';

const CANCELLED: Fault = { outcome: 'cancelled', code: 'CANCELLED', message: 'The try was cancelled.' };
/** More is kept than is shown, so that a secret at the end of the shown part is found as a whole. */
const KEPT_BODY = MOST_TRIED_BODY + 65_536;

/** No later request is delayed here, so there is time for a body that must not follow to arrive. In ms. */
const LATE_BODY_MS = 50;

export interface Ended {
  readonly client: HttpClient;
  readonly fault: Fault | null;
  /** As it was sent. */
  readonly request: RequestTemplate;
}

export class OneConnection {
  readonly #clients: HttpClients;
  readonly #keepAlive: boolean;
  readonly #timers = new NodeTimers();
  readonly #open = new Map<string, HttpClient>();
  readonly #traces: TraceIds | null;
  #inFlight: HttpClient | null = null;
  #handleEnd: (fault: Fault | null) => void = () => undefined;
  #handleSpoiled: (fault: Fault) => void = () => undefined;

  /** `traces` makes the trace ids of its requests; null if they carry no trace context. */
  constructor(
    clients: HttpClients,
    deadlines: Deadlines,
    clock: Clock,
    { timeouts, http }: Pick<Plan, 'timeouts' | 'http'>,
    traces: TraceIds | null = null,
  ) {
    this.#clients = clients;
    this.#traces = traces;
    this.#keepAlive = http.keepAlive;
    this.#timers.repeat(DEADLINE_TICK_MS, () =>
      deadlines.expireOnceRead(clock.now(), this.#timers, (_, kind) => {
        const client = this.#inFlight;
        client?.abort(timeoutFault(kind, timeouts, client.faultContext));
      }),
    );
  }

  /** Ends the request in flight. */
  cancel(): void {
    this.#inFlight?.abort(CANCELLED);
  }

  async send(request: RequestTemplate): Promise<Ended> {
    const traceparent = this.#traces?.traceparent(0, request.step);
    const headers = traceparent === undefined ? request.headers : tracedHeaders(request.headers, traceparent);
    const kept = { ...request, headers, keepsBody: Math.max(request.keepsBody ?? 0, KEPT_BODY) };
    const key = this.#clients.keyOf(kept);
    const { promise, resolve } = Promise.withResolvers<Fault | null>();
    this.#handleEnd = resolve;
    const client = this.#open.get(key) ?? this.#clients.open(kept, this.#listener(key));
    this.#open.set(key, client);
    this.#inFlight = client;
    client.send(kept);
    const ended = await promise;
    const sender = this.#inFlight ?? client;
    const fault = ended ?? (hasNoBody(kept, sender) ? await this.#lateBody() : null);
    this.#inFlight = null;
    // A client is still inside its own code when it reports the end.
    await new Promise((next) => setImmediate(next));
    if (!this.#keepAlive || (fault !== null && !isOfStatus(fault))) {
      sender.abort(null);
      this.#open.delete(key);
    }
    return { client: sender, fault, request: kept };
  }

  /** The next request gets a new connection. */
  close(): void {
    for (const client of this.#open.values()) client.abort(null);
    this.#open.clear();
  }

  end(): void {
    this.close();
    this.#timers.end();
  }

  #listener(key: string): HttpClientListener {
    return {
      slot: 0,
      handleEnd: (fault) => this.#handleEnd(fault),
      handleSpoiled: (fault) => this.#handleSpoiled(fault),
      handleSuccessor: (client) => {
        this.#open.set(key, client);
        this.#inFlight = client;
      },
    };
  }

  /** The fault for a body that follows, some moments later, a response that must have none. */
  #lateBody(): Promise<Fault | null> {
    const { promise, resolve } = Promise.withResolvers<Fault | null>();
    this.#handleSpoiled = resolve;
    this.#timers.after(LATE_BODY_MS, () => resolve(null));
    return promise;
  }
}

/** True if the response is complete and only its status makes it a failure, so the connection is still good. */
function isOfStatus({ outcome }: Fault): boolean {
  return outcome === 'http_4xx' || outcome === 'http_5xx';
}

function hasNoBody({ method }: RequestTemplate, { status }: HttpClient): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}
