// One simulated client: passes through a scenario's steps, one request at a time, and reports each as a row.
import { CANCELLED, isConnecting, timeoutFault } from '../faults/fault.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { TimeoutKind } from '../time/deadlines.ts';
import type { ClientContext, HttpClient } from '../http/http-client.ts';
import { clientKindOf, openClient } from '../http/open-client.ts';
import { hopOf, type Hop } from '../http/redirect.ts';
import type { RequestTemplate, ScenarioTemplate } from '../http/request-template.ts';
import type { FinishedRequest } from './sample-buffer.ts';
import type { FailureAnswer } from '../../../shared/failure-example.ts';
import { isFailure } from '../../../shared/outcome.ts';

/** Pauses after failed connects, in ms: one user on a refused port would make thousands of failures a second. */
const FIRST_BACK_OFF_MS = 10;
const LONGEST_BACK_OFF_MS = 1000;

export interface VirtualUserOwner {
  requestStarted(): void;
  requestEnded(user: VirtualUser, fault: Fault | null): void;
  /** The request that `user` ended last, just now, was no success after all. */
  requestSpoiled(user: VirtualUser, fault: Fault): void;
  /** Calls the user's `resume` in `pauseMs`, never at once. */
  pauseUser(user: VirtualUser, pauseMs: number): void;
  iterationEnded(user: VirtualUser): void;
  /** False once the run stops: the rest of the iteration is not sent. */
  readonly mayContinue: boolean;
  /** Takes the user where nothing may start now, and calls its `resume` later. */
  holdUser(user: VirtualUser): boolean;
}

export class VirtualUser implements FinishedRequest {
  /** Number within the run; `slot` is the one within the worker. */
  readonly vu: number;
  readonly slot: number;
  /** Where its last request stands in the sample buffer. */
  ticket = -1;
  isBusy = false;
  /** How long it pauses after its last connect failed; 0 where it did not. */
  backOffMs = 0;
  isInFlight = false;
  iteration = 0;
  dueAt = 0;
  step = 0;
  sentAt = 0;
  firstByteAt = 0;
  endedAt = 0;
  status = 0;
  reused = false;
  protocol = 0;
  remoteAddress = '';
  bytesIn = 0;
  bytesOut = 0;
  blocked = 0;
  dns = 0;
  connecting = 0;
  tlsHandshaking = 0;
  sending = 0;
  /** Of an answer that asks for less. */
  retryAfter: string | null = null;

  readonly #owner: VirtualUserOwner;
  readonly #context: ClientContext;
  /** By kind and origin. */
  readonly #clients = new Map<string, HttpClient>();
  #requests: readonly RequestTemplate[] = [];
  #position = 0;
  /** The step being sent, or where a redirect led it; null between iterations. */
  #request: RequestTemplate | null = null;
  #hops = 0;
  /** That of the last request, and the request, where it may serve the same once more. */
  #client: HttpClient | null = null;
  #clientFor: RequestTemplate | null = null;

  constructor(vu: number, context: ClientContext, owner: VirtualUserOwner) {
    this.vu = vu;
    this.slot = context.slot;
    this.#context = context;
    this.#owner = owner;
  }

  get openSockets(): number {
    let open = 0;
    for (const client of this.#clients.values()) if (client.isConnected) open += 1;
    return open;
  }

  /** What the server answered to the last request. */
  answer(): FailureAnswer | null {
    return this.#client?.answer() ?? null;
  }

  get isBackingOff(): boolean {
    return this.backOffMs > 0 && this.isBusy && !this.isInFlight;
  }

  /** Runs iteration `k` of the run; `dueAt` in ms since the start. */
  start(k: number, dueAt: number, scenario: ScenarioTemplate): void {
    this.isBusy = true;
    this.iteration = k;
    this.dueAt = dueAt;
    this.#requests = scenario.requests;
    this.#position = 0;
    this.#request = scenario.requests[0] ?? null;
    this.#hops = 0;
    this.#send();
  }

  expire(kind: TimeoutKind): void {
    const template = this.#request;
    if (this.#client === null || template === null) return;
    this.#abort(timeoutFault(kind, this.#context.timeouts, this.#client.faultContext));
  }

  cancel(): void {
    if (this.isInFlight) this.#abort(CANCELLED);
  }

  close(): void {
    for (const client of this.#clients.values()) client.abort(null);
    this.#clients.clear();
  }

  #send(): void {
    const template = this.#request;
    if (template === null) throw new Error('A scenario has at least one step');
    this.isInFlight = true;
    this.step = template.step;
    if (this.#client === null || this.#clientFor !== template) this.#client = this.#clientOf(template);
    this.#clientFor = template;
    this.#owner.requestStarted();
    this.#client.send(template);
  }

  #abort(fault: Fault): void {
    const client = this.#client;
    if (client === null) return;
    this.#forget(client);
    client.abort(fault);
  }

  #clientOf(template: RequestTemplate): HttpClient {
    const kind = clientKindOf(template, this.#context);
    const key = `${kind} ${template.origin}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = openClient(kind, template, this.#context, {
      handleEnd: (fault) => this.#handleEnd(fault),
      handleSpoiled: (fault) => this.#owner.requestSpoiled(this, fault),
    });
    this.#clients.set(key, client);
    return client;
  }

  #handleEnd(fault: Fault | null): void {
    const client = this.#client;
    const request = this.#request;
    if (client === null || request === null) return;
    this.isInFlight = false;
    this.sentAt = client.sentAt;
    this.firstByteAt = client.firstByteAt;
    this.endedAt = client.endedAt;
    this.status = client.status;
    this.reused = client.reused;
    this.protocol = client.protocol;
    // One that never got its connection reached nobody, whomever the connection before it had reached.
    this.remoteAddress = Number.isNaN(client.blocked) ? '' : client.remoteAddress;
    this.bytesIn = client.bytesIn;
    this.bytesOut = client.bytesOut;
    this.blocked = client.blocked;
    this.dns = client.dns;
    this.connecting = client.connecting;
    this.tlsHandshaking = client.tlsHandshaking;
    this.sending = client.sending;
    this.retryAfter = client.retryAfter;
    if (client.protocol !== 0 && !this.#context.http.keepAlive) this.#retire(client);
    const hop = fault === null && client.location !== null ? this.#hopOf(request, client) : null;
    const outcome = hop?.kind === 'fault' ? hop.fault : fault;
    if (hop?.kind === 'follow') {
      this.#hops += 1;
      this.#request = hop.request;
    } else {
      this.#hops = 0;
      this.#position += 1;
      this.#request = this.#requests[this.#position] ?? null;
    }
    this.#owner.requestEnded(this, outcome);
    this.#goOn(outcome, isConnecting(client.progress));
  }

  /** HTTP/2 knows no "connection: close": the client goes, once undici is done with this answer. */
  #retire(client: HttpClient): void {
    this.#forget(client);
    setImmediate(() => client.abort(null));
  }

  #forget(client: HttpClient): void {
    for (const [key, known] of this.#clients) if (known === client) this.#clients.delete(key);
    this.#clientFor = null;
  }

  #hopOf(request: RequestTemplate, { status, location }: HttpClient): Hop | null {
    return hopOf(request, status, location, this.#hops, this.#context.http.followRedirects, this.#context.mayReach);
  }

  #goOn(fault: Fault | null, hadNoConnection: boolean): void {
    const failed = fault !== null && isFailure(fault.outcome);
    this.backOffMs = failed && hadNoConnection ? nextBackOff(this.backOffMs) : 0;
    // After a broken connection undici is still inside its own error handling; it must return before the next request.
    if (fault === null || this.status > 0) this.resume();
    else this.#owner.pauseUser(this, this.backOffMs);
  }

  /** Goes on with the next step or hop, or ends the iteration. */
  resume(): void {
    if (this.#request !== null && this.#owner.mayContinue) {
      if (this.#owner.holdUser(this)) return;
      this.dueAt = this.#context.clock.now();
      this.#send();
      return;
    }
    this.isBusy = false;
    this.#owner.iterationEnded(this);
  }
}

function nextBackOff(previous: number): number {
  return previous === 0 ? FIRST_BACK_OFF_MS : Math.min(previous * 2, LONGEST_BACK_OFF_MS);
}
