// One simulated client: it sends the requests of its journey one at a time, and records the times of each as a row.
import { CANCELLED, isConnecting, timeoutFault } from '../faults/fault.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import type { TimeoutKind } from '../time/deadlines.ts';
import { backOffAfter, nextBackOff } from './back-off.ts';
import { Journey, type Itinerary } from './journey.ts';
import type { RequestClient, RequestClientListener, RequestExchange } from './request-client.ts';
import type { UserContext, UserPlace } from './user-context.ts';
import type { RequestPlace } from './finished-request.ts';
import type { SentRequest } from '../../../shared/sample.ts';
import { isFailure } from '../../../shared/outcome.ts';
import { unsentAt } from './unsent-request.ts';

export interface VirtualUserOwner {
  /** `user.isMarked` is true if the request prepares the user. */
  requestStarted(user: VirtualUser): void;
  requestEnded(user: VirtualUser, fault: Fault | null): void;
  /** The request of `user` with that ticket turned out not to be a success. */
  requestSpoiled(user: VirtualUser, ticket: number, fault: Fault): void;
  /** Calls the user's `resume` after `pauseMs`, never within this call. */
  pauseUser(user: VirtualUser, pauseMs: number): void;
  iterationEnded(user: VirtualUser): void;
  /** False once the run stops: the rest of the iteration is not sent. */
  readonly mayContinue: boolean;
  /** Keeps the user if nothing may start now, and calls its `resume` later. Returns whether it did. */
  holdUser(user: VirtualUser): boolean;
}

export class VirtualUser implements RequestPlace {
  readonly vu: number;
  readonly slot: number;
  readonly rank: number;
  readonly stream: number;
  /** Its next iteration begins at this time at the earliest; 0 for no limit. */
  pacedUntil = 0;
  /** The ticket of its last request in the sample buffer. */
  ticket = -1;
  isBusy = false;
  /** Its pause after the last connection failed, in ms; 0 if it did not. */
  backOffMs = 0;
  isInFlight = false;
  /** True if the current request prepares the user and is excluded from all statistics. */
  isMarked = false;
  iteration = 0;
  dueAt = 0;
  step = 0;
  sentAs: SentRequest | null = null;
  /** The request that ended last. It is not copied: with a thousand users, each copy would be read from slow memory. */
  exchange: RequestExchange = NEVER_SENT;

  readonly #owner: VirtualUserOwner;
  readonly #context: UserContext;
  readonly #journey: Journey;
  /** How long the next request had been due when the user was prepared, because preparing the user is not part of that time. */
  #queuedMs = 0;
  #failedPreparations = 0;
  readonly #clients = new Map<string, RequestClient>();
  /** The client of the last request, and that request. The client is reused if the next request is alike. */
  #client: RequestClient | null = null;
  #clientFor: RequestTemplate | null = null;

  constructor({ vu, slot, rank, stream }: UserPlace, context: UserContext, owner: VirtualUserOwner) {
    this.vu = vu;
    this.slot = slot;
    this.rank = rank;
    this.stream = stream;
    this.#context = context;
    this.#owner = owner;
    this.#journey = new Journey(context.rules);
  }

  get openSockets(): number {
    let open = 0;
    for (const client of this.#clients.values()) if (client.isConnected) open += 1;
    return open;
  }

  /** The client of the last request, which can report on its response until the next one is sent. */
  get heard(): Pick<RequestClient, 'failureResponse' | 'serverTiming'> | null {
    return this.#client;
  }

  get isBackingOff(): boolean {
    return this.backOffMs > 0 && this.isBusy && !this.isInFlight;
  }

  /** Runs iteration `k` of the run; `dueAt` is in ms since the start. */
  start(k: number, dueAt: number, itinerary: Itinerary): void {
    this.isBusy = true;
    this.iteration = k;
    this.pacedUntil = itinerary.pacingMs === 0 ? 0 : this.#context.clock.now() + itinerary.pacingMs;
    this.#journey.begin(itinerary, k, this.vu);
    if (this.#journey.isPreparing) this.#queuedMs = this.#context.clock.now() - dueAt;
    this.#goOn(this.#journey.isPreparing ? dueAt + this.#queuedMs : dueAt);
  }

  /** Continues with the next move of the journey, or ends the iteration. */
  resume(): void {
    if (this.#journey.isOver || !this.#owner.mayContinue) this.#end();
    else if (!this.#owner.holdUser(this)) this.#goOn(this.#context.clock.now() - this.#takeQueued());
  }

  #takeQueued(): number {
    if (this.#queuedMs === 0 || this.#journey.isPreparing) return 0;
    const queued = this.#queuedMs;
    this.#queuedMs = 0;
    return queued;
  }

  expire(kind: TimeoutKind): void {
    const client = this.#client;
    if (client !== null && this.isInFlight) this.#abort(timeoutFault(kind, this.#context.timeouts, client.faultContext));
  }

  cancel(): void {
    if (this.isInFlight) this.#abort(CANCELLED);
  }

  close(): void {
    for (const client of this.#clients.values()) client.abort(null);
    this.#clients.clear();
  }

  #goOn(dueAt: number): void {
    const move = this.#journey.next();
    switch (move.kind) {
      case 'request':
        this.dueAt = dueAt;
        return this.#send(move.request);
      case 'refused':
        this.dueAt = dueAt;
        return this.#refuse(move.step, move.fault);
      case 'pause':
        return this.#owner.pauseUser(this, move.pauseMs);
      case 'end':
        return this.#end();
    }
  }

  #end(): void {
    this.isBusy = false;
    this.#owner.iterationEnded(this);
  }

  #send(request: RequestTemplate): void {
    this.isInFlight = true;
    this.step = request.step;
    this.sentAs = request.sentAs ?? null;
    const client = this.#client !== null && isAlike(request, this.#clientFor) ? this.#client : this.#clientOf(request);
    this.#client = client;
    this.#clientFor = request;
    this.isMarked = this.#journey.isPreparing;
    this.#owner.requestStarted(this);
    client.send(request, this.#context.traces?.traceparent(this.iteration, request.step));
  }

  /** Records a request that was never sent. The user then pauses, because nothing else would slow it down. */
  #refuse(step: number, fault: Fault): void {
    const now = this.#context.clock.now();
    this.step = step;
    this.#client = null;
    this.#clientFor = null;
    this.exchange = unsentAt(now);
    this.isMarked = this.#journey.hasFailedToPrepare;
    this.#owner.requestStarted(this);
    this.#owner.requestEnded(this, fault);
    this.backOffMs = nextBackOff(this.backOffMs);
    this.#owner.pauseUser(this, this.backOffMs);
  }

  #abort(fault: Fault): void {
    const client = this.#client;
    if (client === null) return;
    this.#forget(client);
    client.abort(fault);
  }

  #clientOf(request: RequestTemplate): RequestClient {
    const { clients } = this.#context;
    const key = clients.keyOf(request);
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = clients.open(request, new ClientListener(this, key));
    this.#clients.set(key, client);
    return client;
  }

  /** `client` takes over the request in flight and all later ones that have the same key. */
  clientReplaced(key: string, client: RequestClient): void {
    this.#client = client;
    this.#clients.set(key, client);
  }

  /** The request in flight has ended. */
  clientEnded(fault: Fault | null, listener: ClientListener): void {
    const client = this.#client;
    if (client === null || !this.isInFlight) return;
    this.isInFlight = false;
    this.exchange = client;
    if (client.isSpent) this.#retire(client);
    const verdict = this.#journey.receive(client, fault);
    if (this.#journey.stepShift > 0) this.#renew();
    this.#owner.requestEnded(this, verdict);
    listener.ticket = this.ticket;
    this.backOffMs =
      verdict !== null && isFailure(verdict.outcome) && wasUnsent(client, verdict) ? nextBackOff(this.backOffMs) : 0;
    if (this.isMarked && !this.#journey.isPreparing) this.#notePreparation();
    // After a broken connection undici is still inside its own error handling, which must return before the next request.
    if ((verdict === null || client.status > 0) && !this.#journey.hasFailedToPrepare) this.resume();
    else this.#owner.pauseUser(this, this.backOffMs);
  }

  clientSpoiled(fault: Fault, { ticket }: ClientListener): void {
    this.#owner.requestSpoiled(this, ticket, fault);
  }

  /** Marks the request that ended, because it will be sent once more. */
  #renew(): void {
    this.#queuedMs = this.exchange.sentAt - this.dueAt;
    this.step += this.#journey.stepShift;
  }

  /** A user that could not be prepared pauses before its next iteration, because nothing else would slow it down. */
  #notePreparation(): void {
    this.#failedPreparations = this.#journey.hasFailedToPrepare ? this.#failedPreparations + 1 : 0;
    if (this.#failedPreparations === 0) return;
    this.backOffMs = backOffAfter(this.#failedPreparations);
  }

  /** Closes the client once it is done with its response. */
  #retire(client: RequestClient): void {
    this.#forget(client);
    this.#context.timers.soon(() => client.abort(null));
  }

  #forget(client: RequestClient): void {
    for (const [key, known] of this.#clients) if (known === client) this.#clients.delete(key);
    this.#clientFor = null;
  }
}

/** Hears one client of a user. It is one object and no closures, which a thousand users would read from slow memory. */
class ClientListener implements RequestClientListener {
  readonly slot: number;
  /** That of the request that ended last. */
  ticket = -1;
  readonly #user: VirtualUser;
  readonly #key: string;

  constructor(user: VirtualUser, key: string) {
    this.slot = user.slot;
    this.#user = user;
    this.#key = key;
  }

  handleEnd(fault: Fault | null): void {
    this.#user.clientEnded(fault, this);
  }

  handleSpoiled(fault: Fault): void {
    this.#user.clientSpoiled(fault, this);
  }

  handleSuccessor(client: RequestClient): void {
    this.#user.clientReplaced(this.#key, client);
  }
}

const NEVER_SENT = unsentAt(0);

/** Whether the client of one request can serve the other. */
function isAlike(request: RequestTemplate, before: RequestTemplate | null): boolean {
  if (request === before) return true;
  return before !== null && request.origin === before.origin && request.isPlain === true && before.isPlain === true;
}

/** True if there was no connection, or if the content to send is gone: then nothing slows the user down. */
function wasUnsent({ progress, status }: RequestClient, { outcome }: Fault): boolean {
  return isConnecting(progress) || (outcome === 'check_failed' && status === 0);
}
