// The connections that the users of one thread share: a fixed number to each server, opened when they are needed. A request takes
// the connection with the fewest requests, and waits if all carry as many as their server accepts.
import { SharedConnection, type Sharer } from './shared-connection.ts';

export class SharedConnections {
  readonly #most: number;
  readonly #firstStream: number;
  readonly #servers = new Map<string, ServerConnections>();

  /** `most` is the number of connections to each server, `firstStream` the number of the first request on each. */
  constructor(most: number, firstStream = 1) {
    this.#most = most;
    this.#firstStream = firstStream;
  }

  to(origin: string): ServerConnections {
    const known = this.#servers.get(origin) ?? new ServerConnections(this.#most, this.#firstStream);
    this.#servers.set(origin, known);
    return known;
  }
}

export class ServerConnections {
  /** The TLS session of the last connection, for the next one to resume. */
  session: Buffer | null = null;
  readonly #most: number;
  readonly #firstStream: number;
  #all: SharedConnection[] = [];
  readonly #queue: Sharer[] = [];
  #users = 0;

  constructor(most: number, firstStream: number) {
    this.#most = most;
    this.#firstStream = firstStream;
  }

  enter(): void {
    this.#users += 1;
  }

  /** The last user that leaves closes the connections. */
  leave(client: Sharer): void {
    this.#forget(client);
    this.#users -= 1;
    if (this.#users > 0) return;
    for (const one of this.#all) one.close();
    this.#all = [];
  }

  /** Calls the client's `use` at once or later. */
  join(client: Sharer, now: number): void {
    this.#prune(now);
    const free = this.#all.filter((one) => one.isOpening || one.connection?.hasRoom === true).toSorted((a, b) => a.load - b.load);
    const [least] = free;
    if (this.#all.length < this.#most && (least === undefined || least.load > 0)) this.#open(client);
    else if (least === undefined) this.#await(client);
    else if (!least.isOpening) client.use(least);
    else {
      least.waiting.push(client);
      client.awaitConnection();
    }
  }

  /** A request on the connection has ended. */
  release(one: SharedConnection, idleUntil: number): void {
    one.idleUntil = idleUntil;
    if (one.connection?.isUsable === false && one.load === 0) one.close();
    this.#fill();
  }

  #await(client: Sharer): void {
    this.#queue.push(client);
    client.awaitRoom();
  }

  /** The users that have waited longest go first. A connection that ends leaves its place to another. */
  #fill(): void {
    const [first] = this.#queue;
    if (first !== undefined) this.#prune(first.now);
    while (this.#all.length < this.#most || this.#all.some(({ connection }) => connection?.hasRoom === true)) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.join(next, next.now);
    }
  }

  #prune(now: number): void {
    this.#all = this.#all.filter((one) => one.isOpening || this.#isUsable(one, now));
  }

  #isUsable(one: SharedConnection, now: number): boolean {
    const isIdle = one.load === 0;
    const isUsable = one.connection?.isUsable === true && !(isIdle && now >= one.idleUntil);
    if (!isUsable && isIdle) one.close();
    return isUsable;
  }

  #open(client: Sharer): void {
    const one = new SharedConnection(
      client,
      this.#firstStream,
      () => this.#drop(one),
      () => this.#fill(),
    );
    this.#all.push(one);
    client.openConnection(one, (error) => {
      if (!this.#all.includes(one)) return;
      const waiting = one.waiting.splice(0);
      if (error === null && one.begin()) {
        for (const each of [client, ...waiting]) this.join(each, each.now);
        return;
      }
      this.#drop(one);
      one.close();
      for (const each of [client, ...waiting]) each.handleUnopened(error);
    });
  }

  /** Forgets a request that ended before it got a connection; the other users that waited with it open another one. */
  #forget(client: Sharer): void {
    const queued = this.#queue.indexOf(client);
    if (queued !== -1) this.#queue.splice(queued, 1);
    for (const one of this.#all) {
      const place = one.waiting.indexOf(client);
      if (place !== -1) one.waiting.splice(place, 1);
      if (one.opener !== client) continue;
      if (!one.isOpening) {
        one.opener = null;
        continue;
      }
      this.#drop(one);
      one.close();
      for (const each of one.waiting.splice(0)) this.join(each, each.now);
    }
  }

  #drop(one: SharedConnection): void {
    this.#all = this.#all.filter((other) => other !== one);
    // Users that waited for a free stream on this connection may open another one.
    if (this.#queue.length > 0) setImmediate(() => this.#fill());
  }
}
